import { checkTask, isOrdinary } from '../kernel/checks';
import { badTaskFile } from '../kernel/faults';
import { nameKey, plainShapeFor } from '../kernel/reference';
import type { Job } from '../kernel/task';
import { isInside } from '../config';
import { exportOf } from '../system/export-of';
import { inFolder } from '../system/in-folder';
import { kindBehind } from '../system/kind-behind';
import type { FileReader } from '../system/ports/files';
import { expectsCallback } from './callback-form';
import type { TaskContext } from './context';
import type { Task } from './define-task';

/** A file below a tasks folder, and the task name its path stands for. */
export interface TaskFile {
  readonly path: string;
  /** `pin.driftfail` for `pin/drift-fail.ts`; for a family the prefix `deploy.`. */
  readonly key: string;
  readonly family: boolean;
}

const taskExtensions = ['js', 'cjs', 'mjs', 'ts', 'cts', 'mts'];

/** The name without its extension; undefined for what is no task file, such as `x.d.ts`. Looked at by hand: nearly every run comes by. */
function taskName(file: string): string | undefined {
  const dot = file.lastIndexOf('.');
  const name = file.slice(0, dot);
  return dot === -1 || name.endsWith('.d') || !taskExtensions.includes(file.slice(dot + 1)) ? undefined : name;
}

/**
 * All task files below a folder, in path order. Links count as what they lead to; a hidden one that leads nowhere is none (editors make such).
 * @throws `badTaskFile` (RUN008, 501) for a link that leads nowhere and is called as a task file or folder: nobody knows what is missing.
 */
export function listTaskFiles(files: FileReader, folder: string): readonly TaskFile[] {
  const found: TaskFile[] = [];
  const visit = (current: string, above: readonly string[], followed: readonly string[]): void => {
    for (const entry of files.list(current)) {
      const { name } = entry;
      const path = inFolder(current, name);
      const kind = entry.kind === 'link' ? kindBehind(files, path) : entry.kind;
      if (kind === undefined && mayBeOfTasks(name))
        throw badTaskFile({ file: path, problem: 'the link leads nowhere' });
      if (kind === 'folder' && name !== 'node_modules') {
        const inner = entry.kind === 'link' ? followedWith(files, current, path, followed) : followed;
        if (inner !== undefined) visit(path, [...above, name], inner);
      }
      const task = kind === 'file' ? taskName(name) : undefined;
      if (task !== undefined) found.push(readPath(path, above, task));
    }
  };
  visit(folder, [], []);
  return found;
}

function mayBeOfTasks(name: string): boolean {
  return !name.startsWith('.') && (taskName(name) !== undefined || !name.includes('.'));
}

/** The folders that links led to, with one more; undefined where it leads back to where we came from. */
function followedWith(
  files: FileReader,
  current: string,
  link: string,
  followed: readonly string[],
): readonly string[] | undefined {
  const [from, to] = [files.realPath(current), files.realPath(link)];
  if (from === undefined || to === undefined || isInside(from, to) || followed.includes(to)) return undefined;
  return [...followed, to];
}

function readPath(path: string, above: readonly string[], name: string): TaskFile {
  const family = name.length > 2 && name.startsWith('[') && name.endsWith(']');
  return { path, family, key: family ? `${nameKey(above.join('.'))}.` : nameKey([...above, name].join('.')) };
}

/** What a task file exports, each still to be checked. */
export interface OpenedTaskFile {
  readonly tasks: readonly unknown[];
  /**
   * True for what is nothing but a name as it is spelled plainly, a line, references and code.
   * @throws `badTaskFile` (RUN008, 501) for what is no task, or none that could work as declared in this file.
   */
  readonly check: (task: unknown) => boolean;
}

/**
 * Loads one task file.
 * @throws `badTaskFile` (RUN008, 501).
 */
export function openTaskFile(file: TaskFile, load: (path: string) => unknown): OpenedTaskFile {
  const { path, key, family } = file;
  const refuse = (problem: string): never => {
    throw badTaskFile({ file: path, problem });
  };
  /** The beginning of a name as it was found to fit: most of thousands begin with the same letters. */
  let fitting: string | undefined;
  // A checked name has no hyphens: of one of a family the beginning is enough to look at.
  const fitsFamily = (name: string): boolean => {
    const begins = name.slice(0, key.length);
    if (begins.toLowerCase() !== key) return false;
    fitting = begins;
    return true;
  };
  const tasks = exportedTasks(file, load);
  const plainShape = plainShapeFor(tasks.length);
  return {
    tasks,
    check: (task) => {
      const isPlain = plainShape !== undefined && isOrdinary(task, plainShape);
      if (!isPlain && !isOrdinary(task)) {
        if (!isTask(task)) return refuse(openWhyNoTask()(task));
        checkTask(path, task);
      }
      const { name, run } = task;
      if ((typeof run === 'function' && expectsCallback(run)) || (!isPlain && task.jobs?.some(wantsCallback)))
        refuse(`${name} waits for a callback: let it return a promise`);
      if (fitting !== undefined && name.startsWith(fitting)) return isPlain;
      if (!(family ? fitsFamily(name) : nameKey(name) === key))
        refuse(`the name ${name} does not fit the path: ${openNames().fittingName(file)}`);
      return isPlain;
    },
  };
}

/**
 * What a task file exports: one task, or all of a family.
 * @throws `badTaskFile` (RUN008, 501) when it exports none.
 */
export function exportedTasks(
  { path, family }: Pick<TaskFile, 'path' | 'family'>,
  load: (path: string) => unknown,
): readonly unknown[] {
  const exported = loadExport(path, load);
  const tasks = familyOf(exported);
  if (tasks === undefined && !isTask(exported))
    throw badTaskFile({ file: path, problem: family ? noFamily : openWhyNoTask()(exported) });
  if (family === (tasks !== undefined)) return tasks ?? [exported];
  const problem = family ? 'a [family] file exports defineFamily(…)' : 'one file is one task';
  throw badTaskFile({ file: path, problem });
}

const noFamily = 'exports no family: it needs a default export made by defineFamily, with its list of tasks';

function openWhyNoTask(): (value: unknown) => string {
  return (require('./no-task') as typeof import('./no-task')).whyNoTask;
}

function openNames(): typeof import('./fitting-name') {
  return require('./fitting-name') as typeof import('./fitting-name');
}

/**
 * The tasks of one file, checked.
 * @throws `badTaskFile` (RUN008, 501).
 */
export function loadTaskFile(file: TaskFile, load: (path: string) => unknown): readonly Task[] {
  const { tasks, check } = openTaskFile(file, load);
  tasks.forEach(check);
  return tasks as readonly Task[];
}

/**
 * The default export of a file, or what it exports at all.
 * @throws `badTaskFile` (RUN008, 501) for one that throws.
 */
export function loadExport(path: string, load: (path: string) => unknown): unknown {
  return exportOf(path, load, (problem, cause) =>
    badTaskFile({ file: path, problem: problemOfModule(path, cause) ?? problem }, { cause }),
  );
}

/** What Node says of modules that cannot be required speaks of its own flags. */
function problemOfModule(path: string, cause: unknown): string | undefined {
  const { code, message }: { code?: unknown; message?: unknown } = Object(cause) as object;
  if (code === 'ERR_REQUIRE_ASYNC_MODULE')
    return 'a task file, and what it imports, may not use await at its top level: use it inside the functions of the task';
  if (path.endsWith('.mts') && String(message).startsWith('Must use import'))
    return `a .mts file cannot be loaded: call it ${path.slice(0, -'mts'.length)}ts, where import and export work as well`;
  return undefined;
}

function wantsCallback(job: Job<TaskContext> | undefined): boolean {
  return typeof job === 'function' && expectsCallback(job);
}

export function isTask(value: unknown): value is Task {
  if (typeof value !== 'object' || value === null) return false;
  const { name, summary, run }: Partial<Readonly<Record<keyof Task, unknown>>> = value;
  return typeof name === 'string' && typeof summary === 'string' && (run === undefined || typeof run === 'function');
}

function familyOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('family' in value)) return undefined;
  return Array.isArray(value.family) ? value.family : undefined;
}
