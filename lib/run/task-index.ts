import { relative } from 'node:path';
import { checkOptionTypes } from '../kernel/checks';
import { once } from '../kernel/once';
import { plainSpelling } from '../kernel/reference';
import type { Action, Job } from '../kernel/task';
import { inFolder } from '../system/in-folder';
import type { FileReader } from '../system/ports/files';
import { unlessGone } from '../system/unless-gone';
import type { TaskContext } from './context';
import type { Task } from './define-task';
import { lazyTask, type Guest, type TaskHead } from './lazy-task';
import { exportedTasks, isTask, listTaskFiles, loadTaskFile } from './task-files';

interface Head extends TaskHead {
  readonly name: string;
  readonly file: string;
}

/** What every start looks at: lists of texts, because each field of an object of its own shape takes as long as reading a hundred letters. */
interface Names {
  readonly names: readonly string[];
  /** Those that have capitals of their own, by the plain spelling. */
  readonly odd: readonly (readonly [plain: string, name: string])[];
  /** Those that put themselves before or after others. */
  readonly guests: readonly (Guest & { readonly place: number })[];
}

/** All of a task but its functions. */
interface Kept {
  readonly family: boolean;
  /** Fields of the task that are functions. */
  readonly functions: readonly string[];
  /** The rest of it; a piece of code among the jobs is null. */
  readonly spec: Task;
}

/** The tasks of a folder that has an index. */
export interface TaskIndex extends Pick<Names, 'names' | 'odd'> {
  /** In name order. Each loads its file when its body is called. */
  readonly tasks: readonly Task[];
  /** Those of them that put themselves before or after others. */
  readonly guests: readonly Task[];
  /** Where a task comes from, by its place in the list; seen from the folder. */
  readonly fileAt: (place: number) => string;
}

const indexName = 'index.json';

/**
 * The index as text, made at build time from the compiled tasks folder: a line with the names of all tasks, in the order in which tasks are
 * listed, one with their heads, and then a line for each. Most runs ask one or two of them for more than their name.
 */
export function renderTaskIndex(files: FileReader, folder: string, load: (path: string) => unknown): string {
  const entries = listTaskFiles(files, folder)
    .flatMap((file) => loadTaskFile(file, load).map((task) => ({ file, task })))
    .sort((a, b) => (a.task.name < b.task.name ? -1 : 1));
  checkOptionTypes(entries.map(({ task }) => task));
  const names: Names = {
    names: entries.map(({ task }) => task.name),
    odd: entries.flatMap(({ task: { name } }) => (plainSpelling(name) === name ? [] : [[plainSpelling(name), name]])),
    guests: entries.flatMap(({ task: { before, after } }, place) =>
      before === undefined && after === undefined ? [] : [{ place, before, after }],
    ),
  };
  const heads = entries.map(({ file, task: { name, summary, mutates } }): Head => {
    return { name, summary, file: relative(folder, file.path), mutates };
  });
  const kept = entries.map(({ file, task }): Kept => {
    const functions = Object.entries(task).flatMap(([field, value]) => (typeof value === 'function' ? [field] : []));
    // JSON leaves functions out of an object, and writes null for one in a list.
    return { family: file.family, functions, spec: task };
  });
  return [names, heads, ...kept].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The index of a folder; undefined where there is none. */
export function readTaskIndex(
  files: FileReader,
  folder: string,
  load: (path: string) => unknown,
): TaskIndex | undefined {
  const path = inFolder(folder, indexName);
  const text = unlessGone(() => files.readText(path));
  if (text === undefined) return undefined;
  const [first = '', second = '', ...lines] = text.split('\n');
  // Our own build wrote it beside the code; a damaged index is a damaged installation and may throw.
  const { names, odd, guests } = JSON.parse(first) as Names;
  const heads = once(() => JSON.parse(second) as readonly Head[]);
  const head = (place: number): Head => heads()[place] ?? { name: '', summary: '', file: '', mutates: undefined };
  const open = (place: number): Task =>
    openKept(JSON.parse(lines[place] ?? '') as Kept, inFolder(folder, head(place).file), load);
  const kept = { head, open };
  const tasks = names.map((name, place) => lazyTask(name, place, kept));
  const invited = guests.map(
    (guest) => (tasks[guest.place] = lazyTask(names[guest.place] ?? '', guest.place, kept, guest)),
  );
  return { names, odd, tasks, guests: invited, fileAt: (place) => head(place).file };
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
