import { lstatSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { errnoOf } from '../../kernel/errno';
import { fileExists } from '../faults';
import { fileExtensions } from './file-extensions';
import { moveToFree } from './move-to-free';
import { clearTree, removeTree } from './remove-tree';
import { rename } from './rename';
import { temporaryName } from './write-file';

/** Where something is to go that lies ready on the same volume. */
export interface Place {
  /** Puts it there, or fails and leaves both as they were. */
  enter(ready: string): void;
  /** Takes it away again: what lay there before is back. */
  leave(): void;
}

export function freePlace(path: string): Place {
  return {
    enter: (ready) => {
      moveToFree(ready, path);
    },
    leave: () => {
      removeTree(path);
    },
  };
}

/**
 * The place of a link, which goes when what is ready has come. Where the file system can swap two names, and where what comes is no folder, at every
 * moment one of them is there. Else a kill may leave the link beside its place: the journal puts it back.
 */
export function placeOfLink(path: string): Place {
  // As bytes: what is no UTF-8 would be another target.
  const target = readlinkSync(path, 'buffer');
  return {
    enter: (ready) => {
      if (swap(ready, path)) dropLink(ready, path, () => swap(ready, path));
      else if (canReplace(ready)) replaceLink(ready, path);
      else stepAside(ready, path);
    },
    leave: () => {
      const link = temporaryName(path);
      symlinkSync(target, link);
      if (swap(link, path)) clearTree(link);
      else if (canReplace(path)) rename(link, path);
      else {
        const leaving = temporaryName(path);
        rename(path, leaving);
        rename(link, path);
        clearTree(leaving);
      }
    },
  };
}

/** True for what may be renamed to the place of a link, and a link to its place. On Windows a link may be a folder's. */
function canReplace(path: string): boolean {
  return process.platform !== 'win32' && !lstatSync(path).isDirectory();
}

/** In one step. Another program may have put something else there since: it is looked at right before. */
function replaceLink(ready: string, path: string): void {
  if (!lstatSync(path).isSymbolicLink()) throw fileExists({ path });
  rename(ready, path);
}

/** For folders where names cannot be swapped: the link waits beside its place, where a rename brings it back. */
function stepAside(ready: string, path: string): void {
  const aside = temporaryName(path);
  rename(path, aside);
  const back = (): void => {
    moveToFree(aside, path);
  };
  try {
    moveToFree(ready, path);
  } catch (error) {
    back();
    throw error;
  }
  dropLink(aside, path, () => {
    rename(path, ready);
    back();
  });
}

/** Another program may have put something else in the place of the link: that is not ours to remove. */
function dropLink(link: string, path: string, back: () => void): void {
  try {
    if (!lstatSync(link).isSymbolicLink()) throw fileExists({ path });
    unlinkSync(link);
  } catch (error) {
    back();
    throw error;
  }
}

/** False where the file system cannot. */
function swap(one: string, other: string): boolean {
  // There it would be three renames.
  if (process.platform === 'win32') return false;
  try {
    fileExtensions().swapSync(one, other);
    return true;
  } catch (error) {
    if (!['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(errnoOf(error) ?? '')) throw error;
    return false;
  }
}
