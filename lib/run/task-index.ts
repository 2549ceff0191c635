import { join, relative } from 'node:path';
import type { Action, Job } from '../kernel/task';
import type { FileReader } from '../system/ports/files';
import type { TaskContext } from './context';
import type { Task } from './define-task';
import { listTaskFiles, loadTaskFile, type TaskFile } from './task-files';

/** One task as the index keeps it: all of it but its functions. */
interface IndexEntry {
  readonly file: string;
  readonly key: string;
  readonly family: boolean;
  /** Fields of the task that are functions. */
  readonly functions: readonly string[];
  /** The rest of it; a piece of code among the jobs is null. */
  readonly spec: Task;
}

export interface IndexedTask {
  readonly task: Task;
  readonly file: string;
}

const indexName = 'index.json';

/** The index as text, made at build time from the compiled tasks folder. */
export function renderTaskIndex(files: FileReader, folder: string, load: (path: string) => unknown): string {
  const entries = listTaskFiles(files, folder).flatMap((file) =>
    loadTaskFile(file, load).map((task): IndexEntry => {
      const fields = Object.entries(task);
      const functions = fields.flatMap(([field, value]) => (typeof value === 'function' ? [field] : []));
      // JSON leaves functions out of an object, and writes null for one in a list.
      return { file: relative(folder, file.path), key: file.key, family: file.family, functions, spec: task };
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
  const call = (field: string, args: readonly unknown[]): unknown => {
    const body: unknown = Object.getOwnPropertyDescriptor(open(), field)?.value;
    // The index says that the field is a function of the task.
    return (body as (...args: readonly unknown[]) => unknown)(...args);
  };
  const bodies = entry.functions.map((field) => [field, (...args: readonly unknown[]) => call(field, args)] as const);
  const { jobs } = spec;
  if (jobs === undefined) return { ...spec, ...Object.fromEntries(bodies) };
  const opened = (jobs as readonly (Job<TaskContext> | null)[]).map(
    (job, index): Job<TaskContext> => job ?? ((context) => actionOf(open(), index)(context)),
  );
  return { ...spec, ...Object.fromEntries(bodies), jobs: opened };
}

function actionOf({ name, jobs = [] }: Task, index: number): Action<TaskContext> {
  const job = jobs[index];
  if (typeof job !== 'function') throw new Error(`job ${index} of ${name} is no code any more: build again`);
  return job;
}
