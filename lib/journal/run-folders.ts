import { join } from 'node:path';
import type { System } from '../system/port';
import { demandSafe } from '../system/safe-folder';

/** What lies in the folder of a run: its journal, and what files held before, by hash. */
export const journalName = 'journal.jsonl';
export const blobsName = 'blobs';

const folderShape = /^\d{8}T\d{9}Z-.+$/;

/**
 * The folders of all runs, in the order of the runs.
 * @throws `unsafeFolder` (SYS007, 506) where something else is in the place of their folder, or others may write into it.
 */
export function runFolders(system: Pick<System, 'files' | 'machine'>, folder: string): readonly string[] {
  const { files } = system;
  if (files.stat(folder) === undefined) return [];
  demandSafe(system, folder);
  return files
    .list(folder)
    .filter(({ name, kind }) => kind === 'folder' && folderShape.test(name))
    .map(({ name }) => join(folder, name));
}
