import { join } from 'node:path';
import { unreadable } from '../system/faults';
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

/**
 * What the journal of a run keeps of a file that the run changed.
 * @throws `fileMissing`, `unreadable` (both 506): also for one that is not what was kept, which would take the place of something good.
 */
export function blob({ files, hash }: System, runFolder: string, sha256: string): Buffer {
  const path = join(runFolder, blobsName, sha256);
  const content = files.read(path);
  if (hash.bytes(content) !== sha256) throw unreadable({ path, reason: 'it is not what was kept there' });
  return content;
}
