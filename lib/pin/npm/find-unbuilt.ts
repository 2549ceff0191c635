import { join } from 'node:path';
import { isStackError } from '../../kernel/fault';
import type { InstallRequest, ManagerWorld } from '../manager';
import { asText, type Json } from '../read-json';
import { callNpm } from './call';
import { lockName, nameAt } from './package-lock';

/**
 * Which of these packages of a lock npm left out because they could not be built. It leaves an optional package out without a word, whether its
 * script failed, its bytes were others or nobody sent them. What npm once had is in its cache by its hash. For what is not there npm is asked
 * again, in a project that cannot do without it, and says what is the matter.
 * @returns keys of those that have something to build: a script, or a `binding.gyp`, which npm builds by itself and no lock names. None where they
 * can be had now, and could not be before.
 * @throws as `callNpm`: `integrityRefused` (PIN012, 504) where other bytes come.
 */
export async function findUnbuilt(
  world: ManagerWorld,
  { tool, timeoutMs }: Pick<InstallRequest, 'tool' | 'timeoutMs'>,
  packages: Readonly<Record<string, Json>>,
): Promise<readonly string[]> {
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
    const built = (): readonly string[] =>
      Object.entries(packages).flatMap(([key, { hasInstallScript }], index) => {
        const gyp = join(folder, 'node_modules', aliasOf(index), 'binding.gyp');
        return hasInstallScript === true || files.stat(gyp) !== undefined ? [key] : [];
      });
    if (await areKept()) return built();
    await fetch('--prefer-offline');
    const found = built();
    // A registry may forbid to keep what it sends: then it can be had, and more nobody knows.
    return (await areKept()) ? [] : found;
  });
}

const aliasOf = (index: number): string => `p${index}`;

/** A project of nothing but these packages, each needed, for whatever machine and without what they ask for themselves. */
function renderProject(packages: Readonly<Record<string, Json>>): Readonly<Record<string, string>> {
  const dependencies: Record<string, string> = {};
  const locked: Record<string, Json> = { '': { dependencies } };
  for (const [index, [key, { name, version, resolved, integrity }]] of Object.entries(packages).entries()) {
    const alias = aliasOf(index);
    const own = asText(name) ?? nameAt(key);
    // A tree may have several of one name.
    dependencies[alias] = `npm:${own}@${asText(version) ?? ''}`;
    locked[`node_modules/${alias}`] = { name: own, version, resolved, integrity };
  }
  return {
    'package.json': JSON.stringify({ private: true, dependencies }),
    [lockName]: JSON.stringify({ lockfileVersion: 3, requires: true, packages: locked }),
  };
}
