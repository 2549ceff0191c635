import { relative } from 'node:path';
import { checkOptionTypes } from '../kernel/checks';
import { once } from '../kernel/once';
import { plainSpelling } from '../kernel/reference';
import type { Action, Job } from '../kernel/task';
import { inFolder } from '../system/in-folder';
import type { FileReader } from '../system/ports/files';
import type { TaskContext } from './context';
import type { Task } from './define-task';
import { lazyTask, type Guest, type Heads, type KeptTasks } from './lazy-task';
import { rowOf, type TaskRow } from './task-row';
import { exportedTasks, isTask, listTaskFiles, loadTaskFile } from './task-files';

/** What every start looks at. Lists of texts: each field of an object of its own shape takes as long as reading a hundred letters. */
interface Names {
  /** In the order in which tasks are listed. */
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
  /** The task of a place in the list of names, made anew for each who asks. It loads its file when its body is called. */
  readonly taskAt: (place: number) => Task;
  /** What a list shows of each, by its place. They were read with those of all others: nobody need make them. */
  readonly rows: () => readonly TaskRow[];
  /** Places of those that put themselves before or after others. */
  readonly guests: readonly number[];
  /** Where a task comes from, by its place in the list; seen from the folder. */
  readonly fileAt: (place: number) => string;
}

/** Files that the build writes into the folder: the names, a module that lies in the bundle, and what is read when somebody asks for more. */
export const indexNames = { names: 'index.generated.js', tasks: 'index.jsonl' } as const;

/** The two files of the index, made at build time from the compiled tasks folder: the second has a line with the heads and one for each task. */
export function renderTaskIndex(
  files: FileReader,
  folder: string,
  load: (path: string) => unknown,
): Readonly<Record<keyof typeof indexNames, string>> {
  const entries = listTaskFiles(files, folder)
    .flatMap((file) => loadTaskFile(file, load).map((task) => ({ file, task })))
    .sort((a, b) => (a.task.name < b.task.name ? -1 : 1));
  checkOptionTypes(entries.map(({ task }) => task));
  const heads: Heads = {
    rows: entries.map(({ task }) => rowOf(task)),
    files: entries.map(({ file }) => relative(folder, file.path)),
  };
  const names: Names = {
    names: entries.map(({ task }) => task.name),
    odd: entries.flatMap(({ task: { name } }) => (plainSpelling(name) === name ? [] : [[plainSpelling(name), name]])),
    guests: entries.flatMap(({ task: { before, after } }, place) =>
      before === undefined && after === undefined ? [] : [{ place, before, after }],
    ),
  };
  const kept = entries.map(({ file, task }): Kept => {
    const functions = Object.entries(task).flatMap(([field, value]) => (typeof value === 'function' ? [field] : []));
    // JSON leaves functions out of an object, and writes null for one in a list.
    return { family: file.family, functions, spec: task };
  });
  return {
    names: `'use strict';\nmodule.exports = ${JSON.stringify(names)};\n`,
    tasks: [heads, ...kept].map((line) => `${JSON.stringify(line)}\n`).join(''),
  };
}

/** The index of a folder of which the build has made one. A damaged one is a damaged installation, and may throw. */
export function readTaskIndex(files: FileReader, folder: string, load: (path: string) => unknown): TaskIndex {
  const { names, odd, guests } = load(inFolder(folder, indexNames.names)) as Names;
  const lines = once(() => files.readText(inFolder(folder, indexNames.tasks)).split('\n'));
  const heads = once(() => JSON.parse(lines()[0] ?? '') as Heads);
  const fileAt = (place: number): string => heads().files[place] ?? '';
  const kept: KeptTasks = {
    guestAt: (place) => guests.find((guest) => guest.place === place),
    heads,
    open: (place) => openKept(JSON.parse(lines()[place + 1] ?? '') as Kept, inFolder(folder, fileAt(place)), load),
  };
  return {
    names,
    odd,
    guests: guests.map(({ place }) => place),
    rows: () => heads().rows,
    taskAt: (place) => lazyTask(names[place] ?? '', place, kept),
    fileAt,
  };
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
