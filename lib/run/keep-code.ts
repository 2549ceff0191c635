import { isStackError } from '../kernel/fault';
import { inFolder } from '../system/in-folder';
import type { System } from '../system/port';
import { sweepTemporaries } from '../system/temporaries';

/** A file of our compiled code for whose next start a run can do something, as `bin/clistack.js` hands it on. */
export interface CompiledFile {
  /** The name under which the next start looks for what V8 made of it, in `code` below the folder of states. */
  readonly file: string;
  /** How many runs have kept it already; 0 where there is nothing that this V8 takes. */
  readonly times: number;
  /** What V8 has made of it by now: the functions that ran, and how to make the others. */
  readonly code: () => Buffer;
}

/** Bytes that are left to those who need them: a journal, a record. */
const leastFree = 64 * 1024 * 1024;

/** Kept at most: a few files for each Node and each installed package, half a megabyte each. */
const most = 24;

/**
 * Keeps what V8 has compiled in this process, so that the next one need not do it again: an installed package starts in two thirds of the time.
 * The number of runs that have kept it stands in the last byte. Nobody misses what cannot be written.
 */
export function keepCode(system: System, state: string, files: readonly CompiledFile[]): void {
  const folder = inFolder(state, 'code');
  try {
    system.files.makeFolder(folder, 0o700);
    if (system.files.freeBytes(folder) < leastFree) return;
    for (const { file, times, code } of files) {
      const path = inFolder(folder, file);
      // What V8 does not take, or is somebody else's: in its place it would stay theirs.
      if (times === 0 && system.files.stat(path) !== undefined) system.files.remove(path);
      // Durable, unlike other notes of a run: V8 believes what it reads, also the blanks that a loss of power leaves.
      system.files.write(path, Buffer.concat([code(), Buffer.of(times + 1)]), { mode: 0o600 });
    }
    tidy(system, folder);
  } catch (error) {
    if (!isStackError(error)) throw error;
  }
}

/** Older packages and older Nodes leave theirs. */
function tidy(system: System, folder: string): void {
  sweepTemporaries(system, folder, 'dead');
  const listed = system.files.list(folder, { onlyUtf8: true }).filter(({ name }) => name.endsWith('.cache'));
  if (listed.length <= most) return;
  const timed = listed.map(({ name }) => {
    const path = inFolder(folder, name);
    return { path, mtimeMs: system.files.stat(path)?.mtimeMs ?? 0 };
  });
  for (const { path } of timed.sort((a, b) => b.mtimeMs - a.mtimeMs).slice(most)) system.files.remove(path);
}
