import { closeSync, openSync, readSync } from 'node:fs';
import { hashBytes, newHash } from '../tree-hash';

/** What is read at once: Node reads no file of more than two gigabytes as a whole. One for all, for many files are small. */
let piece: Buffer | undefined;

/** sha256 of what a file holds. Errors are Node's own errno errors. */
export function hashFile(path: string): string {
  const fd = openSync(path, 'r');
  try {
    piece ??= Buffer.allocUnsafe(256 * 1024);
    const first = readSync(fd, piece);
    let count = first < piece.length ? readSync(fd, piece, first, piece.length - first, null) : 0;
    // Nearly always that was all of it. Only the next look tells: a network drive may give a part at a time.
    if (count === 0 && first < piece.length) return hashBytes(piece.subarray(0, first));
    const hash = newHash().update(piece.subarray(0, first + count));
    for (count = readSync(fd, piece); count > 0; count = readSync(fd, piece)) hash.update(piece.subarray(0, count));
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
