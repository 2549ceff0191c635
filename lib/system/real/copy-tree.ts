import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { unwritable } from '../faults';

/**
 * Copies a file, folder or link as it is: contents, modes, times, and the text of links. Our own, because Node's cpSync differs from
 * version to version: it has rewritten relative links, dropped times, and (22.23) made folders with another mode.
 */
export function copyTree(from: string, to: string): void {
  const entry = lstatSync(from);
  if (entry.isSymbolicLink()) {
    symlinkSync(readlinkSync(from), to);
    return;
  }
  if (entry.isFile()) copyFileSync(from, to);
  else if (entry.isDirectory()) {
    mkdirSync(to, { mode: 0o700 });
    for (const name of readdirSync(from)) copyTree(join(from, name), join(to, name));
  } else throw unwritable({ path: from, reason: 'it is no file, folder or link, and cannot be copied' });
  // Last, and for folders after what lies in them: a folder may be read-only, and each new entry changes its time.
  chmodSync(to, entry.mode & 0o7777);
  utimesSync(to, entry.atimeMs / 1000, entry.mtimeMs / 1000);
}
