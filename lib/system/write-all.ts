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
    waitForReader();
    return 0;
  }
}

/** Of a pipe that is full: its reader is slow, and whoever writes tries again until it has room. */
export function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
