import { lstatSync, rmSync } from 'node:fs';
import { unwritable } from '../faults';

/** Removes a folder with all in it. rmSync keeps quiet when its last rmdir fails (Node 20 to 24), so it is looked at again. */
export function removeWhole(path: string): void {
  rmSync(path, { recursive: true });
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    throw unwritable({ path, reason: 'a part of it could not be removed' });
}
