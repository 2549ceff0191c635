import { isStackError } from '../kernel/fault';
import { once } from '../kernel/once';
import { inFolder } from '../system/in-folder';
import type { FileReader, Files } from '../system/ports/files';

/** Which families had thousands of tasks the last time: a file that makes them in a loop does not show it by its size. */
export interface LargeFamilies {
  readonly has: (path: string) => boolean;
  /** What a file turned out to hold this time. */
  readonly note: (path: string, isLarge: boolean) => void;
  /** Keeps it for the next run, where it differs from what was known. */
  readonly keep: (files: Files) => void;
}

/** They stand in a file below the folder of states, one a line. Nobody misses it: without it a run takes a little longer. */
export function recallLargeFamilies(files: FileReader, state: string): LargeFamilies {
  const file = inFolder(state, 'large-families');
  const known = once((): ReadonlySet<string> => {
    try {
      return new Set(files.stat(file) === undefined ? [] : files.readText(file).split('\n'));
    } catch (error) {
      if (!isStackError(error)) throw error;
      return new Set();
    }
  });
  const changed = new Map<string, boolean>();
  return {
    has: (path) => known().has(path),
    note: (path, isLarge) => {
      if (known().has(path) !== isLarge) changed.set(path, isLarge);
    },
    keep: (writer) => {
      if (changed.size === 0) return;
      const others = [...known()].filter((path) => path !== '' && changed.get(path) !== false);
      const more = [...changed].flatMap(([path, isLarge]) => (isLarge ? [path] : []));
      try {
        writer.makeFolder(state, 0o700);
        writer.write(file, [...others, ...more].join('\n'), { mode: 0o600, durable: false });
      } catch (error) {
        if (!isStackError(error)) throw error;
      }
    },
  };
}
