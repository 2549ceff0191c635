import { join } from 'node:path';
import { unknownTool } from '../faults';
import { fromHex } from '../integrity';
import type { LockedTree, ManagerWorld } from '../manager';
import { callCargo } from './call';

/**
 * Resolves one crate through the registry that cargo is configured for: a project that needs nothing else gets a Cargo.lock, which names
 * version and checksum. @throws as `callCargo`.
 */
export function resolveCrate(world: ManagerWorld, tool: string, requirement: string): Promise<LockedTree> {
  return world.system.scratch(async (folder, files) => {
    const head = '[package]\nname = "clistack-lock"\nversion = "0.0.0"\nedition = "2021"\n';
    files.makeFolder(join(folder, 'src'));
    files.write(join(folder, 'src', 'lib.rs'), '');
    files.write(join(folder, 'Cargo.toml'), `${head}\n[dependencies]\n${tool} = ${JSON.stringify(requirement)}\n`);
    await callCargo(world, tool, ['generate-lockfile'], { cwd: folder, timeoutMs: 300_000 });
    const tree = readCrateLock(files.read(join(folder, 'Cargo.lock')).toString('utf8'), tool);
    if (tree === undefined)
      throw unknownTool({ manager: 'cargo', tool, reason: 'the registry names no checksum of it' });
    return tree;
  });
}

/** The one crate of a Cargo.lock that is the tool, with its checksum; the lock inside the crate fixes the rest of its tree. */
export function readCrateLock(text: string, tool: string): LockedTree | undefined {
  const table = text.split(/^\[\[package\]\]$/m).find((part) => part.includes(`\nname = "${tool}"\n`));
  const field = (name: string): string | undefined => new RegExp(`^${name} = "([^"]+)"$`, 'm').exec(table ?? '')?.[1];
  const [version, checksum, source] = [field('version'), field('checksum'), field('source')];
  if (version === undefined || checksum === undefined) return undefined;
  const lines = [`name = "${tool}"`, `version = "${version}"`, `checksum = "${checksum}"`];
  return {
    tool,
    version,
    packages: [
      {
        key: tool,
        name: tool,
        version,
        integrity: [fromHex('sha256', checksum)],
        ...(source === undefined ? {} : { source }),
      },
    ],
    file: `[[package]]\n${lines.join('\n')}\n`,
  };
}
