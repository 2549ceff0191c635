import { writeSync } from 'node:fs';
import { errnoOf } from '../kernel/errno';

/**
 * Writes a text (as UTF-8) or bytes to an open file, every byte, and answers how many those were. A pipe that is full is waited for. Errors are Node's own
 * errno errors; a part may be written by then.
 */
export function writeAll(fd: number, content: string | Buffer): number {
  const bytes = Buffer.byteLength(content);
  // As a text: most are written at once, and need no buffer then.
  let done = bytes === 0 ? 0 : writePart(fd, content);
  // A disk that is nearly full takes a part, and so does a pipe.
  if (done < bytes) for (const rest = Buffer.from(content); done < bytes;) done += writePart(fd, rest.subarray(done));
  return bytes;
}

function writePart(fd: number, part: string | Uint8Array): number {
  try {
    return typeof part === 'string' ? writeSync(fd, part) : writeSync(fd, part);
  } catch (error) {
    if (errnoOf(error) !== 'EAGAIN') throw error;
    waitForOthers();
    return 0;
  }
}

/** Five milliseconds for the reader of a full pipe, or another writer, to get on with it; the caller looks again then. */
export function waitForOthers(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
