import { isStackError, type StackError } from '../kernel/fault';
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
      return { found: findTasks({ ...request, files, folders }), leftOut };
    } catch (thrown) {
      if (!isStackError(thrown)) throw thrown;
      refused = thrown;
    }
  }
}

/** A task file that cannot be used, or a folder that cannot be listed. */
function placeOf({ data }: StackError): string | undefined {
  const place = data['file'] ?? data['path'];
  return typeof place === 'string' ? place : undefined;
}
