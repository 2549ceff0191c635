import { join } from 'node:path';
import { isStackError } from '../../kernel/fault';
import type { InstallRequest, ManagerWorld } from '../manager';
import { asText, type Json } from '../read-json';
import { callNpm } from './call';
import { lockName, nameAt } from './package-lock';

/**
 * Tells whether npm had these packages of a lock when it made the project: it leaves an optional package out without a word, whether its script
 * failed, its bytes were others or nobody sent them. What npm once had is in its cache by its hash. For what is not there npm is asked again,
 * in a project that cannot do without it, and says what is the matter.
 * @returns false where they can be had now, and could not be before.
 * @throws as `callNpm`: `integrityRefused` (PIN012, 504) where other bytes come.
 */
export async function wereFetched(
  world: ManagerWorld,
  { tool, timeoutMs }: Pick<InstallRequest, 'tool' | 'timeoutMs'>,
  packages: Readonly<Record<string, Json>>,
): Promise<boolean> {
  return world.system.scratch(async (folder, files) => {
    for (const [name, text] of Object.entries(renderProject(packages))) files.write(join(folder, name), text);
    const fetch = (from: string): Promise<string> =>
      callNpm(world, tool, ['ci', from, '--ignore-scripts'], { cwd: folder, timeoutMs });
    const areKept = async (): Promise<boolean> => {
      try {
        await fetch('--offline');
        return true;
      } catch (error) {
        // Not in the cache, or there with other bytes.
        if (!isStackError(error) || !['PIN010', 'PIN012'].includes(error.code)) throw error;
        return false;
      }
    };
    if (await areKept()) return true;
    await fetch('--prefer-offline');
    // A registry may forbid to keep what it sends: then it can be had, and more nobody knows.
    return !(await areKept());
  });
}

/** A project of nothing but these packages, each needed, for whatever machine and without what they ask for themselves. */
function renderProject(packages: Readonly<Record<string, Json>>): Readonly<Record<string, string>> {
  const dependencies: Record<string, string> = {};
  const locked: Record<string, Json> = { '': { dependencies } };
  for (const [index, [key, { name, version, resolved, integrity }]] of Object.entries(packages).entries()) {
    const own = asText(name) ?? nameAt(key);
    // A tree may have several of one name.
    dependencies[`p${index}`] = `npm:${own}@${asText(version) ?? ''}`;
    locked[`node_modules/p${index}`] = { name: own, version, resolved, integrity };
  }
  return {
    'package.json': JSON.stringify({ private: true, dependencies }),
    [lockName]: JSON.stringify({ lockfileVersion: 3, requires: true, packages: locked }),
  };
}
