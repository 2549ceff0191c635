import { relative } from 'node:path';
import { checkOptionTypes } from '../kernel/checks';
import { plainSpelling } from '../kernel/reference';
import type { Action, Job } from '../kernel/task';
import { inFolder } from '../system/in-folder';
import type { FileReader } from '../system/ports/files';
import type { TaskContext } from './context';
import type { Task } from './define-task';
import { lazyTask, type TaskHead } from './lazy-task';
import { exportedTasks, isTask, listTaskFiles, loadTaskFile } from './task-files';

interface Head extends TaskHead {
  readonly file: string;
  /** The plain spelling of its name. */
  readonly plain: string;
}

/** All of a task but its functions. */
interface Kept {
  readonly family: boolean;
  /** Fields of the task that are functions. */
  readonly functions: readonly string[];
  /** The rest of it; a piece of code among the jobs is null. */
  readonly spec: Task;
}

export interface IndexedTask extends Pick<Head, 'file' | 'plain'> {
  readonly task: Task;
}

const indexName = 'index.json';

/**
 * The index as text, made at build time from the compiled tasks folder: a line with the heads of all tasks, in the order in which tasks are
 * listed, and then a line for each. Most runs ask one or two of them for more than their head.
 */
export function renderTaskIndex(files: FileReader, folder: string, load: (path: string) => unknown): string {
  const entries = listTaskFiles(files, folder)
    .flatMap((file) => loadTaskFile(file, load).map((task) => ({ file, task })))
    .sort((a, b) => (a.task.name < b.task.name ? -1 : 1));
  checkOptionTypes(entries.map(({ task }) => task));
  const heads = entries.map(({ file, task: { name, summary, mutates, before, after } }): Head => {
    return { name, summary, plain: plainSpelling(name), file: relative(folder, file.path), mutates, before, after };
  });
  const kept = entries.map(({ file, task }): Kept => {
    const functions = Object.entries(task).flatMap(([field, value]) => (typeof value === 'function' ? [field] : []));
    // JSON leaves functions out of an object, and writes null for one in a list.
    return { family: file.family, functions, spec: task };
  });
  return [heads, ...kept].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Tasks of a folder that has an index; each loads its file when its body is called. Undefined where there is no index. */
export function readTaskIndex(
  files: FileReader,
  folder: string,
  load: (path: string) => unknown,
): readonly IndexedTask[] | undefined {
  const path = inFolder(folder, indexName);
  if (files.stat(path) === undefined) return undefined;
  const [first = '', ...lines] = files.readText(path).split('\n');
  // Our own build wrote it beside the code; a damaged index is a damaged installation and may throw.
  const heads = JSON.parse(first) as readonly Head[];
  const open = (place: number): Task =>
    openKept(JSON.parse(lines[place] ?? '') as Kept, inFolder(folder, heads[place]?.file ?? ''), load);
  return heads.map((head, place) => ({ file: head.file, plain: head.plain, task: lazyTask(head, place, open) }));
}

function openKept({ family, functions, spec }: Kept, path: string, load: (path: string) => unknown): Task {
  const open = (): Task => {
    // It was checked when the index was made.
    const task = exportedTasks({ path, family }, load).find((one) => isTask(one) && one.name === spec.name);
    if (!isTask(task)) throw new Error(`${path} no longer defines ${spec.name}: build again`);
    return task;
  };
  const call = (field: string, args: readonly unknown[]): unknown => {
    const body: unknown = Object.getOwnPropertyDescriptor(open(), field)?.value;
    // The index says that the field is a function of the task.
    return (body as (...args: readonly unknown[]) => unknown)(...args);
  };
  // Just parsed and nobody else's: filled where it stands.
  for (const field of functions) Object.assign(spec, { [field]: (...args: readonly unknown[]) => call(field, args) });
  const { jobs } = spec;
  if (jobs === undefined) return spec;
  const opened = (jobs as readonly (Job<TaskContext> | null)[]).map(
    (job, index): Job<TaskContext> => job ?? ((context) => actionOf(open(), index)(context)),
  );
  return { ...spec, jobs: opened };
}

function actionOf({ name, jobs = [] }: Task, index: number): Action<TaskContext> {
  const job = jobs[index];
  if (typeof job !== 'function') throw new Error(`job ${index} of ${name} is no code any more: build again`);
  return job;
}
