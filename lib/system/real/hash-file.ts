import { closeSync, openSync, readSync } from 'node:fs';
import { newHash } from '../tree-hash';

/** What is read at once: Node reads no file of more than two gigabytes as a whole. One for all, for many files are small. */
let piece: Buffer | undefined;

/** sha256 of what a file holds. Errors are Node's own errno errors. */
export function hashFile(path: string): string {
  const hash = newHash();
  const fd = openSync(path, 'r');
  try {
    piece ??= Buffer.allocUnsafe(256 * 1024);
    for (let count = readSync(fd, piece); count > 0; count = readSync(fd, piece)) hash.update(piece.subarray(0, count));
  } finally {
    closeSync(fd);
  }
  return hash.digest('hex');
}
