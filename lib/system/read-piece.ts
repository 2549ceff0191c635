import { closeSync, openSync, readSync } from 'node:fs';
import { errnoOf } from '../kernel/errno';
import { reading } from './errno';

/**
 * The bytes of a file from an offset on, at most `length`; none at its end. Undefined when there is no such file (any more).
 * @throws `unreadable` (506).
 */
export function readPiece(path: string, offset: number, length: number): Buffer | undefined {
  return reading(path, () => {
    let fd: number;
    try {
      fd = openSync(path, 'r');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    }
    try {
      const bytes = Buffer.allocUnsafe(length);
      return bytes.subarray(0, readSync(fd, bytes, 0, length, offset));
    } finally {
      closeSync(fd);
    }
  });
}
