import type { LockedPackage } from './manager';

/**
 * True for two trees of the same packages in the same versions whose hashes meet. A package has a file for each platform, and which of them
 * a tree names depends on who was asked: one machine knows its own, the index all of them.
 */
export function isSameTree(a: readonly LockedPackage[], b: readonly LockedPackage[]): boolean {
  const others = new Map(b.map((one) => [one.key, one]));
  return a.length === b.length && a.every((one) => isSamePackage(one, others.get(one.key)));
}

function isSamePackage(a: LockedPackage, b: LockedPackage | undefined): boolean {
  if (b === undefined || a.name !== b.name || a.version !== b.version) return false;
  // Some registries of npm keep no hashes at all.
  if (a.integrity.length === 0 || b.integrity.length === 0) return a.integrity.length === b.integrity.length;
  return a.integrity.some((hash) => b.integrity.includes(hash));
}

/** How many files the packages of a tree are fixed by. */
export function countHashes(packages: readonly LockedPackage[]): number {
  return packages.reduce((sum, { integrity }) => sum + integrity.length, 0);
}
