import {
  closeSync, fchmodSync, fchownSync, fstatSync, fsyncSync, openSync, readFileSync, rmSync, type Stats,
} from 'node:fs'; // prettier-ignore
import { dirname } from 'node:path';
import { errnoOf } from '../../kernel/errno';
import { changing, reading } from '../errno';
import { unwritable, wrongKind } from '../faults';
import { keepAttributes } from './keep-attributes';
import { keepOwner } from './keep-owner';
import { look } from './look';
import { randomId } from './random-bytes';
import { rename } from './rename';
import { takePlace } from './take-place';
import { temporaryBeside } from '../temporaries';
import { writeAll } from '../write-all';
import type { WriteOptions } from '../ports/files';

/**
 * The write protocol: temporary file in the same folder (`wx`, 0600, 12 random bytes), every byte, fsync, close, a last
 * look, rename over the target, fsync of the folder, read back. A kill at any point leaves the old or the new content.
 */
export function writeWhole(
  path: string,
  content: Buffer | string,
  { mode, durable = true, guarded = false }: WriteOptions = {},
): void {
  const old = look(path);
  if (old !== undefined && !old.isFile()) throw wrongKind({ path, expected: 'a file' });
  const folder = dirname(path);
  const temporary = temporaryName(path);
  changing(path, () => {
    try {
      writeNew(temporary, content, { mode, durable, old, attributesOf: guarded ? path : undefined });
      if (guarded) takePlace(temporary, path, old);
      else rename(temporary, path);
      if (durable) syncFolder(folder);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
  if (durable) readBack(path, typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
}

/**
 * Whether the disk gives again what it took.
 * @throws `unreadable`, `fileMissing`, `unwritable` (all 506).
 */
export function readBack(path: string, bytes: Buffer): void {
  if (!reading(path, () => readFileSync(path)).equals(bytes))
    throw unwritable({ path, reason: 'what was read back differs from what was written' });
}

/** A fresh name beside a path for what is on its way to it or from it. */
export function temporaryName(path: string): string {
  return temporaryBeside(path, process.pid, randomId().replaceAll('-', '').slice(0, 24));
}

/** Makes a directory entry survive a power loss, where the system lets us. */
export function syncFolder(folder: string): void {
  // Windows opens no folder as a file; its file system keeps entries by itself.
  if (process.platform === 'win32') return;
  try {
    syncFile(folder);
  } catch (error) {
    // Network and other foreign file systems flush no folders, and one whose names may not be read cannot be opened: the entry is there
    // all the same, and whoever is told of a failure would take the old one for intact.
    if (!['EINVAL', 'ENOTSUP', 'ENOSYS', 'EBADF', 'EACCES'].includes(errnoOf(error) ?? '')) throw error;
  }
}

/** Makes what a file holds survive a power loss. Windows flushes only through a handle that may write. */
export function syncFile(path: string): void {
  const fd = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export interface NewFile {
  /** Default: that of the file in whose place it comes, else 0o600. */
  readonly mode: number | undefined;
  readonly durable: boolean;
  /** The file in whose place it comes; it keeps the owner. */
  readonly old: Pick<Stats, 'mode' | 'uid' | 'gid'> | undefined;
  /** Where that one lies: what may be the user's keeps all that is fastened to it. */
  readonly attributesOf: string | undefined;
}

/** A new file with this content, flushed to the disk when it is durable. */
export function writeNew(
  path: string,
  content: Buffer | string,
  { mode: wished, durable, old, attributesOf }: NewFile,
): void {
  const mode = wished ?? (old === undefined ? 0o600 : old.mode & 0o7777);
  const fd = openSync(path, 'wx', 0o600);
  try {
    writeAll(fd, content);
    // Before the mode: whoever gives a file away takes the bits from it that say to run as its owner.
    if (old !== undefined)
      keepOwner(fstatSync(fd), old, (uid, gid) => {
        fchownSync(fd, uid, gid);
      });
    const hasOtherMode = old !== undefined && attributesOf !== undefined && keepAttributes(attributesOf, fd);
    if (mode !== 0o600 || hasOtherMode) fchmodSync(fd, mode);
    if (durable) fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
