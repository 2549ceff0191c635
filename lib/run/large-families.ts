import { isStackError } from '../kernel/fault';
import { once } from '../kernel/once';
import { inFolder } from '../system/in-folder';
import { manyTasks } from '../system/large-graph';
import type { FileReader, Files } from '../system/ports/files';

/** How many tasks the families of thousands had the last time: a file that makes them in a loop does not show it by its size. */
export interface LargeFamilies {
  /** 0 for one that is not known to be large. */
  readonly tasksOf: (path: string) => number;
  /** What a file turned out to hold this time. */
  readonly note: (path: string, tasks: number) => void;
  /** Keeps it for the next run, where it differs from what was known. */
  readonly keep: (files: Files) => void;
}

/** They stand in a file below the folder of states, one a line. Nobody misses it: without it a run takes a little longer. */
export function recallLargeFamilies(files: FileReader, state: string): LargeFamilies {
  const file = inFolder(state, 'large-families');
  const known = once((): ReadonlyMap<string, number> => {
    try {
      return new Map(files.stat(file) === undefined ? [] : files.readText(file).split('\n').flatMap(readLine));
    } catch (error) {
      if (!isStackError(error)) throw error;
      return new Map();
    }
  });
  const tasksOf = (path: string): number => known().get(path) ?? 0;
  const changed = new Map<string, number>();
  return {
    tasksOf,
    note: (path, tasks) => {
      const counted = tasks < manyTasks ? 0 : tasks;
      if (tasksOf(path) !== counted) changed.set(path, counted);
    },
    keep: (writer) => {
      if (changed.size === 0) return;
      const all = [...new Map([...known(), ...changed])].filter(([, tasks]) => tasks > 0);
      try {
        writer.makeFolder(state, 0o700);
        const text = all.map(([path, tasks]) => `${String(tasks)} ${path}`).join('\n');
        writer.write(file, text, { mode: 0o600, durable: false });
      } catch (error) {
        if (!isStackError(error)) throw error;
      }
    },
  };
}

/** The number of tasks before the first blank; what is no such line says nothing. */
function readLine(line: string): [string, number][] {
  const blank = line.indexOf(' ');
  const tasks = Number(line.slice(0, Math.max(blank, 0)));
  return tasks >= manyTasks ? [[line.slice(blank + 1), tasks]] : [];
}
