import { basename, join } from 'node:path';
import { isStackError } from '../kernel/fault';
import { once } from '../kernel/once';
import type { System } from '../system/port';
import { readRun, undoneName } from './read';
import { runFolders } from './run-folders';

/**
 * What `Undo.Run` took back, and nobody put there again: what tasks did there is not done. A run that finds it all as it should be changes nothing
 * and has no journal, and rests on an earlier one all the same; so what counts is not which run a task ended in, but what was taken back since.
 */
export interface TakenBack {
  /** A mark for each run of which something is taken back now. */
  readonly marks: () => readonly string[];
  /** True when something that the task had changed was taken back since these were the marks. */
  readonly since: (marks: readonly string[], task: string) => boolean;
}

/** The folders are listed once: nothing is taken back while a run that changes something is at work. Throws faults of the file system (506). */
export function recallTakenBack(system: System, folder: string): TakenBack {
  const { files } = system;
  const undone = once(() =>
    runFolders(system, folder).flatMap((path): readonly (readonly [mark: string, path: string])[] => {
      const note = files.stat(join(path, undoneName));
      // A run whose undo was undone and done again has another one.
      return note === undefined ? [] : [[`${basename(path)} ${note.mtimeMs}`, path]];
    }),
  );
  return {
    marks: () => undone().map(([mark]) => mark),
    since: (marks, task) => undone().some(([mark, path]) => !marks.includes(mark) && changes(system, path, task)),
  };
}

function changes(system: System, folder: string, task: string): boolean {
  try {
    const run = readRun(system, folder);
    return run?.steps.some((step) => step.task === task && run.undone.has(step.n)) === true;
  } catch (error) {
    if (!isStackError(error)) throw error;
    // Nobody knows whose it was.
    return true;
  }
}
