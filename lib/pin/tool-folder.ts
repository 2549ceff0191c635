import { dirname, sep } from 'node:path';
import type { System } from '../system/port';
import type { ManagerWorld } from './manager';
import { readOr } from './read-or';

type Place = Pick<ManagerWorld, 'system' | 'paths'>;

/** The highest folder that a run had to make before it could make one for tools; undefined where that for all tools was there. */
const highestMade = new WeakMap<System, string | undefined>();

/** Makes a folder in which something may yet fail, for `removeEmptied`. */
export function makeToolFolder({ system, paths }: Place, folder: string): void {
  const { files } = system;
  if (!highestMade.has(system)) {
    let highest: string | undefined;
    for (let at = paths.tools; files.stat(at) === undefined; at = dirname(at)) highest = at;
    highestMade.set(system, highest);
  }
  files.makeFolder(folder, 0o700);
}

/**
 * Removes a folder that is empty again after something failed in it, and those above it that this run has made or that are for one manager alone:
 * what came to nothing leaves nothing. What cannot be removed stays, because the failure before it is what is to be told.
 */
export function removeEmptied({ system, paths }: Place, folder: string): void {
  const { files } = system;
  const highest = highestMade.get(system);
  const isOurs = (path: string): boolean =>
    path.startsWith(paths.tools + sep) || (highest !== undefined && `${path}${sep}`.startsWith(highest + sep));
  readOr(
    () => {
      for (let at = folder; isOurs(at); at = dirname(at)) {
        if (files.stat(at)?.kind !== 'folder' || files.list(at).length > 0) return;
        files.remove(at);
      }
    },
    () => undefined,
  );
}
