import type { Readable } from 'node:stream';

/** What is kept of each stream of a child; more of it does not fit into memory well, and nobody reads it there. */
export const keptMiB = 64;

/**
 * Keeps what a stream says, as text. Beyond the limit nothing of it is kept, and what comes is read and dropped: a child that is told to end
 * then does not hang in writing. Not left to execa, that escapes all it has kept of a failed child into a message nobody reads: tens of
 * megabytes of NULs take seconds, more of them end this process.
 */
export function collectOutput(stream: Readable | null, onTooMuch: () => void): () => string {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let isTooMuch = false;
  stream?.on('data', (chunk: Uint8Array) => {
    size += chunk.length;
    if (isTooMuch) return;
    if (size <= keptMiB * 1024 * 1024) {
      chunks.push(chunk);
      return;
    }
    isTooMuch = true;
    chunks = [];
    onTooMuch();
  });
  // A decoder and not toString: it leaves out the mark that some programs of Windows begin with.
  return () => new TextDecoder().decode(Buffer.concat(chunks));
}
