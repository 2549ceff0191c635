import { checkTask } from '../kernel/checks';
import { badTaskFile } from '../kernel/faults';
import { nameKey } from '../kernel/reference';
import { isInside } from '../config';
import { exportOf } from '../system/export-of';
import { inFolder } from '../system/in-folder';
import { kindBehind } from '../system/kind-behind';
import type { FileReader } from '../system/ports/files';
import { expectsCallback } from './callback-form';
import type { Task, TaskFamily } from './define-task';

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

/** All task files below a folder, in path order. Links count as what they lead to; one that leads nowhere is none (editors make such). */
export function listTaskFiles(files: FileReader, folder: string): readonly TaskFile[] {
  const found: TaskFile[] = [];
  const visit = (current: string, above: readonly string[], followed: readonly string[]): void => {
    for (const entry of files.list(current)) {
      const { name } = entry;
      const path = inFolder(current, name);
      const kind = entry.kind === 'link' ? kindBehind(files, path) : entry.kind;
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

/**
 * Loads one task file and checks what it exports against its path.
 * @throws `badTaskFile` (RUN008, 501).
 */
export function loadTaskFile({ path, key, family }: TaskFile, load: (path: string) => unknown): readonly Task[] {
  const tasks = openTaskFile({ path, family }, load);
  for (const task of tasks) {
    checkTask(path, task);
    const code = [task.run, ...(task.jobs ?? [])].filter((job) => typeof job === 'function');
    if (code.some(expectsCallback))
      throw badTaskFile({ file: path, problem: `${task.name} waits for a callback: let it return a promise` });
    // A checked name has no hyphens: the beginning of one of thousands is enough to look at.
    const fits = family ? task.name.slice(0, key.length).toLowerCase() === key : nameKey(task.name) === key;
    if (!fits) throw badTaskFile({ file: path, problem: `the name ${task.name} does not fit the path` });
  }
  return tasks;
}

/**
 * The tasks of a file as it exports them.
 * @throws `badTaskFile` (RUN008, 501) when it exports none.
 */
export function openTaskFile(
  { path, family }: Pick<TaskFile, 'path' | 'family'>,
  load: (path: string) => unknown,
): readonly Task[] {
  const exported = loadExport(path, load);
  const tasks = isFamily(exported) ? exported.family : isTask(exported) ? [exported] : undefined;
  if (tasks === undefined)
    throw badTaskFile({ file: path, problem: 'exports no task: it needs a default export made by defineTask' });
  if (family !== isFamily(exported)) {
    throw badTaskFile({
      file: path,
      problem: family ? 'a [family] file exports defineFamily(…)' : 'one file is one task',
    });
  }
  return tasks;
}

/**
 * The default export of a file, or what it exports at all.
 * @throws `badTaskFile` (RUN008, 501) for one that throws.
 */
export function loadExport(path: string, load: (path: string) => unknown): unknown {
  return exportOf(path, load, (problem, cause) => badTaskFile({ file: path, problem }, { cause }));
}

function isTask(value: unknown): value is Task {
  if (typeof value !== 'object' || value === null) return false;
  const named =
    'name' in value && typeof value.name === 'string' && 'summary' in value && typeof value.summary === 'string';
  return named && (!('run' in value) || value.run === undefined || typeof value.run === 'function');
}

function isFamily(value: unknown): value is TaskFamily {
  return (
    typeof value === 'object' &&
    value !== null &&
    'family' in value &&
    Array.isArray(value.family) &&
    value.family.every(isTask)
  );
}
