import { join, relative } from 'node:path';
import type { FileReader } from '../system/ports/files';
import type { Task } from './define-task';
import { listTaskFiles, loadTaskFile, type TaskFile } from './task-files';

/** One task as the index keeps it: all of it but its functions. */
interface IndexEntry {
  readonly file: string;
  readonly key: string;
  readonly family: boolean;
  readonly runs: boolean;
  readonly shows: boolean;
  readonly asks: boolean;
  readonly spec: Omit<Task, 'run' | 'show' | 'if'>;
}

export interface IndexedTask {
  readonly task: Task;
  readonly file: string;
}

const indexName = 'index.json';

/** The index as text, made at build time from the compiled tasks folder. */
export function renderTaskIndex(files: FileReader, folder: string, load: (path: string) => unknown): string {
  const entries = listTaskFiles(files, folder).flatMap((file) =>
    loadTaskFile(file, load).map(({ run, show, if: condition, ...spec }): IndexEntry => {
      const { key, family } = file;
      return {
        file: relative(folder, file.path),
        key,
        family,
        runs: run !== undefined,
        shows: show !== undefined,
        asks: condition !== undefined,
        spec,
      };
    }),
  );
  return `${JSON.stringify(entries)}\n`;
}

/** Tasks of a folder that has an index; each loads its file when its body is called. Undefined where there is no index. */
export function readTaskIndex(
  files: FileReader,
  folder: string,
  load: (path: string) => unknown,
): readonly IndexedTask[] | undefined {
  const path = join(folder, indexName);
  if (files.stat(path) === undefined) return undefined;
  // Our own build wrote it beside the code; a damaged index is a damaged installation and may throw.
  const entries = JSON.parse(files.read(path).toString('utf8')) as readonly IndexEntry[];
  return entries.map((entry) => ({ file: entry.file, task: lazyTask(entry, folder, load) }));
}

function lazyTask(entry: IndexEntry, folder: string, load: (path: string) => unknown): Task {
  const { file, key, family, spec } = entry;
  const open = (): Task => {
    const source: TaskFile = { path: join(folder, file), key, family };
    const task = loadTaskFile(source, load).find(({ name }) => name === spec.name);
    if (task === undefined) throw new Error(`${file} no longer defines ${spec.name}: build again`);
    return task;
  };
  return {
    ...spec,
    ...(entry.runs ? { run: (context) => open().run?.(context) } : {}),
    ...(entry.asks ? { if: (context) => open().if?.(context) ?? true } : {}),
    ...(entry.shows ? { show: (data) => open().show?.(data) ?? '' } : {}),
  };
}
