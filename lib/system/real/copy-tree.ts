import {
  chmodSync,
  copyFileSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { unwritable } from '../faults';
import { copyAttributes } from './keep-attributes';
import { keepOwner } from './keep-owner';

/**
 * Copies a file, folder or link as it is: contents, owners, modes, attributes, times, and the bytes of links. Our own, because Node's cpSync
 * differs from version to version: it has rewritten relative links, dropped times, and (22.23) made folders with another mode.
 */
export function copyTree(from: string, to: string): void {
  const entry = lstatSync(from);
  // As bytes: what is no UTF-8 would be another target.
  if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from, 'buffer'), to);
  else if (entry.isFile()) copyFileSync(from, to);
  else if (entry.isDirectory()) {
    mkdirSync(to, { mode: 0o700 });
    for (const name of readdirSync(from)) copyTree(join(from, name), join(to, name));
  } else throw unwritable({ path: from, reason: 'it is no file, folder or link, and cannot be copied' });
  keepOwner(lstatSync(to), entry, (uid, gid) => {
    lchownSync(to, uid, gid);
  });
  if (entry.isSymbolicLink()) return;
  // Whoever may not write to a file may not give it attributes.
  if (entry.isFile()) chmodSync(to, 0o600);
  copyAttributes(from, to);
  // Last, and for folders after what lies in them: a folder may be read-only, and each new entry changes its time. An owner takes bits of the
  // mode along.
  chmodSync(to, entry.mode & 0o7777);
  utimesSync(to, entry.atimeMs / 1000, entry.mtimeMs / 1000);
}
