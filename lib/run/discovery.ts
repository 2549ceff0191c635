import { badTaskFile } from '../kernel/faults';
import { kindBehind } from '../system/kind-behind';
import { manyTasks } from '../system/large-graph';
import type { FileReader } from '../system/ports/files';
import type { Task } from './define-task';
import type { LargeFamilies } from './large-families';
import { listTaskFiles, openTaskFile, type OpenedTaskFile, type TaskFile } from './task-files';
import { readTaskIndex } from './task-index';
import type { TaskRow } from './task-row';
import { TaskTable } from './task-table';

export interface DiscoveryRequest {
  readonly files: FileReader;
  /** The tasks folder we ship (compiled, or the source in tests). */
  readonly shipped: string;
  /** The build has made an index of that folder. */
  readonly isBuilt?: boolean;
  /** Absolute folders of the user's own tasks. */
  readonly folders: readonly string[];
  readonly load: (path: string) => unknown;
  /** The folder of states: it is remembered there which families are large. */
  readonly state?: string;
}

/** Every task, and where it comes from. */
export interface FoundTasks {
  /** In name order. */
  readonly tasks: ReadonlyMap<string, Task>;
  /** What a list shows of every task, in name order. */
  readonly rows: () => readonly TaskRow[];
  /** The file of each task, by its name. */
  readonly files: Pick<ReadonlyMap<string, string>, 'get'>;
  /** Names of the tasks of the user's own folders. */
  readonly own: ReadonlySet<string>;
  readonly isOwn: (name: string) => boolean;
  /** Tasks that a later folder defines in the place of an earlier one. */
  readonly redefined: readonly Redefinition[];
  /** The `hooks` files of those folders, in the order of the config. */
  readonly hooks: readonly string[];
  /** What is remembered of the families that were loaded, if any were. */
  readonly families: LargeFamilies | undefined;
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
  const table = new TaskTable();
  const hooks: string[] = [];
  let families: LargeFamilies | undefined;
  const addFiles = (found: readonly TaskFile[], folder: string): void => {
    for (const file of found) {
      if (file.family && request.state !== undefined) families ??= recall(files, request.state);
      const { tasks, check } = file.family ? openFamily(file, request, table.size, families) : openTaskFile(file, load);
      table.add({ file: file.path, folder, found: tasks, check });
    }
  };

  if (request.isBuilt === true) table.addIndex(readTaskIndex(files, shipped, load), shipped);
  else addFiles(listTaskFiles(files, shipped), shipped);
  for (const folder of folders) {
    const listed = listFolder(files, folder);
    hooks.push(...listed.filter(isHooks).map(({ path }) => path));
    addFiles(
      listed.filter((file) => !isHooks(file)),
      folder,
    );
  }
  return table.found(shipped, hooks, families);
}

/** @throws `badTaskFile` (RUN008, 501) for what is no folder. */
function listFolder(files: FileReader, folder: string): readonly TaskFile[] {
  try {
    return listTaskFiles(files, folder);
  } catch (error) {
    const kind = kindBehind(files, folder);
    if (kind === 'folder') throw error;
    const problem = `taskFolders names this folder, which is ${kind === undefined ? 'not there' : 'none'}`;
    throw badTaskFile({ file: folder, problem, isFolder: true });
  }
}

function recall(files: FileReader, state: string): LargeFamilies {
  return (require('./large-families') as typeof import('./large-families')).recallLargeFamilies(files, state);
}

/** A family in a file of so many bytes may be one of thousands: how many is known only when it is loaded, and then the memory has grown. */
const largeFile = 64 * 1024;
/** What a task at least takes in such a file. */
const bytesPerTask = 13;

function openFamily(
  file: TaskFile,
  { files, load }: Pick<DiscoveryRequest, 'files' | 'load'>,
  before: number,
  families: LargeFamilies | undefined,
): OpenedTaskFile {
  const bytes = files.stat(file.path)?.size ?? 0;
  const isLong = bytes >= largeFile;
  const expected = isLong ? bytes / bytesPerTask : (families?.tasksOf(file.path) ?? 0);
  if (expected >= manyTasks) openPace().expectTasks(expected, isLong);
  const opened = openTaskFile(file, load);
  const tasks = before + opened.tasks.length;
  if (!isLong) families?.note(file.path, opened.tasks.length);
  if (expected >= manyTasks || tasks >= manyTasks) {
    openPace().paceFor(tasks);
    openPace().keepRoomFor(tasks);
  }
  return opened;
}

function openPace(): typeof import('../system/large-graph') {
  return require('../system/large-graph') as typeof import('../system/large-graph');
}

/** `hooks.js` at the top of a task folder is no task. */
function isHooks({ key, family }: TaskFile): boolean {
  return key === 'hooks' && !family;
}

/** The tasks alone. */
export function discoverTasks(request: DiscoveryRequest): ReadonlyMap<string, Task> {
  return findTasks(request).tasks;
}
