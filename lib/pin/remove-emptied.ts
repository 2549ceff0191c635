import { dirname, sep } from 'node:path';
import type { ManagerWorld } from './manager';
import { readOr } from './read-or';

/**
 * Removes a folder that is empty again after something failed in it, and those above it up to where all tools lie: what came to nothing leaves
 * nothing. What cannot be removed stays, because the failure before it is what is to be told.
 */
export function removeEmptied({ system, paths }: Pick<ManagerWorld, 'system' | 'paths'>, folder: string): void {
  const { files } = system;
  readOr(
    () => {
      for (let at = folder; at.startsWith(paths.tools + sep); at = dirname(at)) {
        if (files.stat(at)?.kind !== 'folder' || files.list(at).length > 0) return;
        files.remove(at);
      }
    },
    () => undefined,
  );
}
