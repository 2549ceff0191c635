import { join, relative, sep } from 'node:path';
import { checkTask } from '../kernel/checks';
import { badTaskFile } from '../kernel/faults';
import { nameKey } from '../kernel/reference';
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

const taskExtension = /(?<!\.d)\.(?:[cm]?js|[cm]?ts)$/;

/** All task files below a folder, in path order. */
export function listTaskFiles(files: FileReader, folder: string): readonly TaskFile[] {
  const found: TaskFile[] = [];
  const visit = (current: string): void => {
    for (const { name, kind } of files.list(current)) {
      const path = join(current, name);
      if (kind === 'folder' && name !== 'node_modules') visit(path);
      if (kind === 'file' && taskExtension.test(name)) found.push(readPath(folder, path));
    }
  };
  visit(folder);
  return found;
}

function readPath(folder: string, path: string): TaskFile {
  const parts = relative(folder, path).replace(taskExtension, '').split(sep);
  const family = /^\[.+\]$/.test(parts.at(-1) ?? '');
  return { path, family, key: family ? `${nameKey(parts.slice(0, -1).join('.'))}.` : nameKey(parts.join('.')) };
}

/**
 * Loads one task file and checks what it exports against its path.
 * @throws `badTaskFile` (RUN008, 501).
 */
export function loadTaskFile({ path, key, family }: TaskFile, load: (path: string) => unknown): readonly Task[] {
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
  for (const task of tasks) {
    checkTask(path, task);
    if (task.run !== undefined && expectsCallback(task.run))
      throw badTaskFile({ file: path, problem: `${task.name} waits for a callback: let it return a promise` });
    const fits = family ? nameKey(task.name).startsWith(key) : nameKey(task.name) === key;
    if (!fits) throw badTaskFile({ file: path, problem: `the name ${task.name} does not fit the path` });
  }
  return tasks;
}

/**
 * The default export of a file, or what it exports at all.
 * @throws `badTaskFile` (RUN008, 501) for one that throws.
 */
export function loadExport(path: string, load: (path: string) => unknown): unknown {
  try {
    const module = load(path);
    const hasDefault = typeof module === 'object' && module !== null && 'default' in module;
    return hasDefault ? module.default : module;
  } catch (cause) {
    const reason =
      typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);
    throw badTaskFile({ file: path, problem: `throws while loading: ${reason.split('\n', 1)[0] ?? ''}` }, { cause });
  }
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
