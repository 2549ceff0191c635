import { join } from 'node:path';
import type { System } from '../system/port';
import { blobsName } from './run-folders';

/** How taking one step back ended. `kept`: left on purpose, the state is fine as it is. */
export type UndoEnd =
  | { readonly end: 'undone' | 'as-before' }
  | { readonly end: 'kept' | 'refused'; readonly path: string; readonly reason: string };

export const changedSince = 'it was changed since';

export function refuse(path: string, reason: string): UndoEnd {
  return { end: 'refused', path, reason };
}

/** What the journal of a run keeps of a file that the run changed. */
export function blob(system: System, runFolder: string, sha256: string): Buffer {
  return system.files.read(join(runFolder, blobsName, sha256));
}
