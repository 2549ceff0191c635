import type { LockedPackage, LockedTree } from './manager';

/**
 * The version of a free tool in a dry run, which asks no registry: the real run finds out which one it is. Where something follows from the
 * version, it fits.
 */
export const newestVersion = 'newest';

/** In the place of a tree that only a registry knows, for a dry run: the tool itself, without hashes. */
export function pretendedTree(
  tool: string,
  version: string,
  key: string,
  render: (packages: readonly LockedPackage[]) => string,
): LockedTree {
  const packages = [{ key, name: tool, version, integrity: [] }];
  return { tool, version, packages, file: render(packages) };
}

/** What a dry run that installs has to say of itself. */
export const likelyNames =
  'what is installed is known when it is there: until then a tool without a lock counts as one program of its own name';

/** What a tool is called that nobody has seen yet: mostly like its package, without a scope. */
export function likelyProgram(tool: string): string {
  return tool.slice(tool.lastIndexOf('/') + 1);
}
