import { join } from 'node:path';
import type { System } from '../../system/port';
import type { LockedPackage, LockedTree } from '../manager';
import { renderRequirements } from './requirements';

/** One version of a tool, and packages of a lock that hold where it needs them. */
export interface WantedTree {
  readonly tool: string;
  readonly version: string;
  readonly held?: readonly LockedPackage[] | undefined;
}

/** Calls with the words that make pip and uv take these packages in their versions, if they take them at all. */
export function withConstraints<T>(
  system: System,
  held: readonly LockedPackage[],
  call: (words: readonly string[]) => Promise<T>,
): Promise<T> {
  if (held.length === 0) return call([]);
  return system.scratch((folder, files) => {
    const file = join(folder, 'held.txt');
    // Without their hashes, which pip refuses in constraints.
    files.write(file, held.map(({ name, version }) => `${name}==${version}\n`).join(''));
    return call(['--constraint', file]);
  });
}

/**
 * The tree with the hashes that were locked, for every package of which one of them is a file for this machine: what else the index names since,
 * or names no more, is no reason to move a lock.
 * @param own the packages with the hashes of the files for this machine alone.
 */
export function keepHashes(
  tree: LockedTree,
  own: readonly LockedPackage[],
  held: readonly LockedPackage[],
): LockedTree {
  const packages = tree.packages.map((one) => {
    const locked = held.find(({ key, version }) => key === one.key && version === one.version);
    const here = own.find(({ key }) => key === one.key)?.integrity ?? [];
    return locked?.integrity.some((hash) => here.includes(hash)) === true
      ? { ...one, integrity: locked.integrity }
      : one;
  });
  return { ...tree, packages, file: renderRequirements(packages) };
}
