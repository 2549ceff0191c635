import { join, sep } from 'node:path';
import type { System } from '../../system/port';
import { noteSizes, readSizes, sizeOf } from '../file-sizes';

const packages = 'node_modules';

/**
 * Notes in a project that was just built how large each file of its packages is: a package-lock.json names hashes of archives alone, so nothing
 * else tells later whether one of the files was damaged. What begins with a dot beside the packages is of npm and of tools that keep something there.
 */
export function noteInstalledFiles(system: System, root: string): void {
  const found = system.walk(join(root, packages), {
    enter: ({ name, depth }) => name !== '__pycache__' && !(depth === 1 && name.startsWith('.')),
    // What cannot be listed now is not looked at later.
    onUnreadable: () => undefined,
  });
  const sizes = new Map<string, number>();
  for (const { path, name, kind, depth } of found)
    if (kind === 'file' && !(depth === 1 && name.startsWith('.')))
      sizes.set(path.slice(root.length + 1), sizeOf(system, path));
  noteSizes(system, root, sizes);
}

/** Files of a project that are not as large as they were installed; none where that was not noted. */
export function damagedFiles(system: System, root: string): readonly string[] {
  const noted = readSizes(system, root);
  if (noted === undefined) return [];
  if ('damaged' in noted) return [noted.damaged];
  // For thousands of paths, to join them would take a fifth of all the time.
  return [...noted].filter(([path, size]) => sizeOf(system, root + sep + path) !== size).map(([path]) => path);
}
