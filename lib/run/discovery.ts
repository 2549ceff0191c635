import { sep } from 'node:path';
import { checkOptionTypes, nounOf } from '../kernel/checks';
import { badTaskFile } from '../kernel/faults';
import { once } from '../kernel/once';
import { nameKey } from '../kernel/reference';
import { kindBehind } from '../system/kind-behind';
import type { FileReader } from '../system/ports/files';
import type { Task } from './define-task';
import { listTaskFiles, loadTaskFile, type TaskFile } from './task-files';
import { readTaskIndex } from './task-index';

/** So many tasks make a large graph. */
const manyTasks = 2000;

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
  readonly files: Pick<ReadonlyMap<string, string>, 'get'>;
  /** Names of the tasks of the user's own folders. */
  readonly own: ReadonlySet<string>;
  readonly isOwn: (name: string) => boolean;
  /** Tasks that a later folder defines in the place of an earlier one. */
  readonly redefined: readonly Redefinition[];
  /** The `hooks` files of those folders, in the order of the config. */
  readonly hooks: readonly string[];
}

export interface Redefinition {
  readonly task: string;
  readonly file: string;
  readonly instead_of: string;
}

/**
 * Finds every task: the shipped ones through the index made at build time (so listing loads no task file), the user's by
 * listing their folders. Name order. A task of a later folder takes the place of one of an earlier folder; within a folder names are unique.
 * @throws `badTaskFile` (RUN008, 501): not a task, name and path differ, two files with one name, an option of the engine's.
 */
export function findTasks(request: DiscoveryRequest): FoundTasks {
  const { files, shipped, folders, load } = request;
  const index = readTaskIndex(files, shipped, load);
  const tasks = new Map<string, { readonly task: Task; readonly file: string; readonly folder: string }>();
  const redefined: Redefinition[] = [];
  const hooks: string[] = [];
  const nouns = new Set<string>();
  const add = (task: Task, file: string, folder: string): void => {
    const key = nameKey(task.name);
    const other = tasks.get(key);
    if (other?.folder === folder) throw badTaskFile({ file, problem: `${task.name} is also defined by ${other.file}` });
    if (other !== undefined) redefined.push({ task: task.name, file, instead_of: other.file });
    const isChecked = folder === shipped && index !== undefined;
    if (!isChecked && task.options !== undefined) nouns.add(nounOf(task.name));
    tasks.set(key, { task, file, folder });
  };
  const addFiles = (found: readonly TaskFile[], folder: string): void => {
    for (const file of found) {
      const loaded = file.family ? loadFamily(file, load, tasks.size) : loadTaskFile(file, load);
      for (const task of loaded) add(task, file.path, folder);
    }
  };

  if (index === undefined) addFiles(listTaskFiles(files, shipped), shipped);
  else
    for (const { task, file, key } of index) tasks.set(key, { task, file: `${shipped}${sep}${file}`, folder: shipped });
  for (const folder of folders) {
    if (kindBehind(files, folder) !== 'folder')
      throw badTaskFile({ file: folder, problem: 'this task folder is not a folder' });
    const listed = listTaskFiles(files, folder);
    hooks.push(...listed.filter(isHooks).map(({ path }) => path));
    addFiles(
      listed.filter((file) => !isHooks(file)),
      folder,
    );
  }

  const byName = inNameOrder(Array.from(tasks.values(), ({ task }) => task));
  // Those of an index were held against each other when it was made.
  if (nouns.size > 0) checkOptionTypes([...byName.values()].filter(({ name }) => nouns.has(nounOf(name))));
  const isOwn = (name: string): boolean => (tasks.get(nameKey(name))?.folder ?? shipped) !== shipped;
  const own = once(() => new Set([...byName.keys()].filter(isOwn)));
  return {
    tasks: byName,
    files: { get: (name) => tasks.get(nameKey(name))?.file },
    get own() {
      return own();
    },
    isOwn,
    redefined,
    hooks,
  };
}

/** Only when it is loaded is it known how many tasks it has, and then the memory has grown. */
function loadFamily(file: TaskFile, load: (path: string) => unknown, before: number): readonly Task[] {
  const { keepYoungSmall } = require('../system/small-young') as typeof import('../system/small-young');
  const letGrow = keepYoungSmall();
  const loaded = loadTaskFile(file, load);
  if (before + loaded.length < manyTasks) letGrow();
  return loaded;
}

/** Families are often in order already, and comparing tens of thousands of names takes longer than running them. */
function inNameOrder(tasks: Task[]): ReadonlyMap<string, Task> {
  const isSorted = tasks.every(({ name }, index) => index === 0 || (tasks[index - 1]?.name ?? '') < name);
  if (!isSorted) tasks.sort((a, b) => (a.name < b.name ? -1 : 1));
  const byName = new Map<string, Task>();
  for (const task of tasks) byName.set(task.name, task);
  return byName;
}

/** `hooks.js` at the top of a task folder is no task. */
function isHooks({ key, family }: TaskFile): boolean {
  return key === 'hooks' && !family;
}

/** The tasks alone. */
export function discoverTasks(request: DiscoveryRequest): ReadonlyMap<string, Task> {
  return findTasks(request).tasks;
}
