import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '../../kernel/errno';
import { unwritable } from '../faults';
import { rename } from './rename';
import { temporaryName } from './write-file';

/** Removes a folder with all in it: it leaves its place in one step, so nobody ever takes half of it for the whole. */
export function removeTree(path: string): void {
  const leaving = temporaryName(path);
  rename(path, leaving);
  clearTree(leaving);
}

/** Removes what has left its place, folders that may not be written in too. */
export function clearTree(path: string): void {
  try {
    rmSync(path, { recursive: true });
  } catch (error) {
    if (!['EACCES', 'EPERM', 'ENOTEMPTY'].includes(errnoOf(error) ?? '')) throw error;
    openFolders(path);
    rmSync(path, { recursive: true });
  }
  // rmSync keeps quiet when its last rmdir fails (Node 20 to 24), so it is looked at again.
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    throw unwritable({ path, reason: 'a part of it could not be removed' });
}

/** Some programs close the folders of their caches to everyone, which keeps what is in them from being removed. */
function openFolders(path: string): void {
  if (!lstatSync(path).isDirectory()) return;
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) openFolders(join(path, entry.name));
}
