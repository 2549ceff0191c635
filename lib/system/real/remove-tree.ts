import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, reasonOf } from '../../kernel/errno';
import { unwritable } from '../faults';
import { rename } from './rename';
import { temporaryName } from './write-file';

/** Removes a folder with all in it: it leaves its place in one step, so nobody ever takes half of it for the whole. */
export function removeTree(path: string): void {
  const leaving = temporaryName(path);
  rename(path, leaving);
  clearTree(leaving);
}

/**
 * Removes what has left its place, folders that may not be written in too.
 * @throws `unwritable` (SYS004, 506) naming where the rest lies.
 */
export function clearTree(path: string): void {
  try {
    clear(path);
  } catch (cause) {
    // What rmSync may not unlink it takes for a folder (Node 20 to 24), and tells how that went.
    const reason = errnoOf(cause) === 'ENOTDIR' ? reasonOf({ code: 'EPERM' }) : reasonOf(cause);
    throw unwritable({ path, reason: `a part of it could not be removed: ${reason}` }, { cause });
  }
  // rmSync keeps quiet when its last rmdir fails (Node 20 to 24), so it is looked at again.
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    throw unwritable({ path, reason: 'a part of it could not be removed' });
}

function clear(path: string): void {
  try {
    rmSync(path, { recursive: true });
  } catch (error) {
    if (!['EACCES', 'EPERM', 'ENOTEMPTY'].includes(errnoOf(error) ?? '')) throw error;
    openFolders(path);
    rmSync(path, { recursive: true });
  }
}

/** Some programs close the folders of their caches to everyone, which keeps what is in them from being removed. */
function openFolders(path: string): void {
  if (!lstatSync(path).isDirectory()) return;
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) openFolders(join(path, entry.name));
}
