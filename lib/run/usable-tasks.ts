import { isStackError, type StackError } from '../kernel/fault';
import { badTaskFile } from '../kernel/faults';
import { createNameFinder, parseReference } from '../kernel/reference';
import { inFolder } from '../system/in-folder';
import { findTasks, type DiscoveryRequest, type FoundTasks } from './discovery';

/** The tasks that can be used, and what was wrong with each file or folder that is not among them. */
export interface UsableTasks {
  readonly found: FoundTasks;
  readonly leftOut: readonly StackError[];
}

/**
 * Finds the tasks as if what is refused were not there, one place after the other. `first` was refused already. Where a refusal names no place of
 * the user's, none of his own tasks are found. Throws what is wrong with the shipped tasks.
 * @lazy
 */
export function findUsableTasks(request: DiscoveryRequest, first: StackError): UsableTasks {
  const leftOut = [first];
  const places = new Set<string>();
  const files: DiscoveryRequest['files'] = {
    ...request.files,
    list: (folder, options) =>
      request.files.list(folder, options).filter(({ name }) => !places.has(inFolder(folder, name))),
  };
  for (let refused = first; ; leftOut.push(refused)) {
    const place = placeOf(refused);
    if (place === undefined || places.has(place)) return { found: findTasks({ ...request, folders: [] }), leftOut };
    places.add(place);
    const folders = request.folders.filter((folder) => !places.has(folder));
    try {
      const found = findTasks({ ...request, files, folders });
      const lost = lostGuest(found);
      if (lost === undefined) return { found, leftOut };
      refused = lost;
    } catch (thrown) {
      if (!isStackError(thrown)) throw thrown;
      refused = thrown;
    }
  }
}

/** What is wrong with the first task of the user's that puts itself before or after one that is not found. */
function lostGuest({ tasks, files, isOwn }: FoundTasks): StackError | undefined {
  const find = createNameFinder(tasks);
  for (const task of tasks.values()) {
    // Those that we ship have their hosts, and are not loaded for this.
    if (!isOwn(task.name)) continue;
    const { name, before = [], after = [] } = task;
    const lost = [...before, ...after].find((reference) => find(parseReference(reference).name) === undefined);
    if (lost === undefined) continue;
    const place = before.includes(lost) ? 'before' : 'after';
    const problem = `${name} puts itself ${place} ${parseReference(lost).name}, which is not found`;
    return badTaskFile({ file: files.get(name) ?? name, problem });
  }
  return undefined;
}

/** A task file that cannot be used, or a folder that cannot be listed. */
function placeOf({ data }: StackError): string | undefined {
  const place = data['file'] ?? data['path'];
  return typeof place === 'string' ? place : undefined;
}
