import { join } from 'node:path';
import type { System } from '../system/port';

/** What lies in the folder of a run: its journal, and what files held before, by hash. */
export const journalName = 'journal.jsonl';
export const blobsName = 'blobs';

const folderShape = /^\d{8}T\d{9}Z-.+$/;

/** The folders of all runs, in the order of the runs. */
export function runFolders({ files }: Pick<System, 'files'>, folder: string): readonly string[] {
  if (files.stat(folder)?.kind !== 'folder') return [];
  return files
    .list(folder)
    .filter(({ name, kind }) => kind === 'folder' && folderShape.test(name))
    .map(({ name }) => join(folder, name));
}
