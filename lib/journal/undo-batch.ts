import { isStackError } from '../kernel/fault';
import type { System } from '../system/port';
import type { FileChange } from '../system/ports/files';
import type { JournalStep } from './entry';

/** What the contents of one batch may take in memory. */
const largestBytes = 16 * 1024 * 1024;

/** Ways back on single files that wait to be made together: a thousand files take as many flushes as one. */
export interface UndoBatch {
  /** True when a change of the path waits: how it looks now is not how an older step of it will find it. */
  holds(path: string): boolean;
  add(entry: JournalStep, change: FileChange): Promise<void>;
  /** Makes what waits. */
  flush(): Promise<void>;
}

/**
 * @param settle told of each step that was taken back. @param single takes one step back alone; where the many cannot be changed together,
 * each is tried for itself, so that one file does not hold back the others.
 */
export function createUndoBatch(
  { files }: Pick<System, 'files'>,
  settle: (entry: JournalStep) => void,
  single: (entry: JournalStep) => Promise<void>,
): UndoBatch {
  let waiting: { readonly entry: JournalStep; readonly change: FileChange }[] = [];
  let paths = new Set<string>();
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    paths = new Set();
    bytes = 0;
    if (batch.length === 0) return;
    try {
      files.changeMany(batch.map(({ change }) => change));
    } catch (error) {
      if (!isStackError(error)) throw error;
      for (const { entry } of batch) await single(entry);
      return;
    }
    for (const { entry } of batch) settle(entry);
  };
  return {
    holds: (path) => paths.has(path),
    add: async (entry, change) => {
      waiting.push({ entry, change });
      paths.add(change.path);
      bytes += change.kind === 'write' ? change.content.length : 0;
      if (bytes > largestBytes) await flush();
    },
    flush,
  };
}
