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

/** A run of which something is taken back. */
interface UndoneRun {
  /** Where its undo was undone and done again it has another one. */
  readonly mark: string;
  /** True for a task of which something was taken back there. */
  readonly holds: (task: string) => boolean;
}

/**
 * The folders are listed once, and each journal is read once: nothing is taken back while a run that changes something is at work. Throws faults of
 * the file system (506).
 */
export function recallTakenBack(system: System, folder: string): TakenBack {
  const undone = once(() =>
    runFolders(system, folder).flatMap((path): readonly UndoneRun[] => {
      const note = system.files.stat(join(path, undoneName));
      if (note === undefined) return [];
      const tasks = once(() => tasksTakenBack(system, path));
      // Of a damaged journal nobody knows whose it was.
      return [{ mark: `${basename(path)} ${note.mtimeMs}`, holds: (task) => tasks()?.has(task) !== false }];
    }),
  );
  return {
    marks: () => undone().map(({ mark }) => mark),
    since: (marks, task) => undone().some(({ mark, holds }) => !marks.includes(mark) && holds(task)),
  };
}

/** Undefined where the journal cannot be read. */
function tasksTakenBack(system: System, folder: string): ReadonlySet<string> | undefined {
  try {
    const { steps = [], undone } = readRun(system, folder) ?? {};
    return new Set(steps.flatMap(({ n, task }) => (undone?.has(n) === true ? [task] : [])));
  } catch (error) {
    if (!isStackError(error)) throw error;
    return undefined;
  }
}
