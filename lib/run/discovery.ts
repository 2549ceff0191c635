import { join } from 'node:path';
import { checkOptionTypes } from '../kernel/checks';
import { badTaskFile } from '../kernel/faults';
import { nameKey } from '../kernel/reference';
import type { FileReader } from '../system/ports/files';
import type { Task } from './define-task';
import { listTaskFiles, loadTaskFile, type TaskFile } from './task-files';
import { readTaskIndex } from './task-index';

export interface DiscoveryRequest {
  readonly files: FileReader;
  /** The tasks folder we ship (compiled, or the source in tests). */
  readonly shipped: string;
  /** Absolute folders of the user's own tasks. */
  readonly folders: readonly string[];
  readonly load: (path: string) => unknown;
}

/** Every task, and where it comes from. */
export interface FoundTasks {
  /** In name order. */
  readonly tasks: ReadonlyMap<string, Task>;
  /** The file of each task, by its name. */
  readonly files: ReadonlyMap<string, string>;
  /** Names of the tasks of the user's own folders. */
  readonly own: ReadonlySet<string>;
  /** The `hooks` files of those folders, in the order of the config. */
  readonly hooks: readonly string[];
}

/**
 * Finds every task: the shipped ones through the index made at build time (so listing loads no task file), the user's by
 * listing their folders. Name order.
 * @throws `badTaskFile` (RUN008, 501): not a task, name and path differ, two files with one name, an option of the engine's.
 */
export function findTasks(request: DiscoveryRequest): FoundTasks {
  const { files, shipped, folders, load } = request;
  const tasks = new Map<string, { readonly task: Task; readonly file: string }>();
  const own = new Set<string>();
  const hooks: string[] = [];
  const add = (task: Task, file: string): void => {
    const other = tasks.get(nameKey(task.name));
    if (other !== undefined) throw badTaskFile({ file, problem: `${task.name} is also defined by ${other.file}` });
    tasks.set(nameKey(task.name), { task, file });
  };
  const addFiles = (found: readonly TaskFile[]): readonly Task[] =>
    found.flatMap((file) => {
      const loaded = loadTaskFile(file, load);
      for (const task of loaded) add(task, file.path);
      return loaded;
    });

  const index = readTaskIndex(files, shipped, load);
  if (index === undefined) addFiles(listTaskFiles(files, shipped));
  else for (const { task, file } of index) add(task, join(shipped, file));
  for (const folder of folders) {
    if (files.stat(folder)?.kind !== 'folder')
      throw badTaskFile({ file: folder, problem: 'this task folder is not a folder' });
    const listed = listTaskFiles(files, folder);
    hooks.push(...listed.filter(isHooks).map(({ path }) => path));
    for (const { name } of addFiles(listed.filter((file) => !isHooks(file)))) own.add(name);
  }

  const sorted = [...tasks.values()].sort((a, b) => (a.task.name < b.task.name ? -1 : 1));
  checkOptionTypes(sorted.map(({ task }) => task));
  return {
    tasks: new Map(sorted.map(({ task }) => [task.name, task])),
    files: new Map(sorted.map(({ task, file }) => [task.name, file])),
    own,
    hooks,
  };
}

/** `hooks.js` at the top of a task folder is no task. */
function isHooks({ key, family }: TaskFile): boolean {
  return key === 'hooks' && !family;
}

/** The tasks alone. */
export function discoverTasks(request: DiscoveryRequest): ReadonlyMap<string, Task> {
  return findTasks(request).tasks;
}
