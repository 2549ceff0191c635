import { join } from 'node:path';
import type { System } from '../../system/port';
import { noteSizes, sizeOf } from '../file-sizes';

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
