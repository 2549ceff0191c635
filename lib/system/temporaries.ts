import { join } from 'node:path';
import type { System } from './port';

/** How the names of files end that are only on their way to their real name. */
export const temporaryMark = '.clistack-tmp';

/**
 * Removes temporary files that a killed writer left in a folder. Without `olderThanMs` the caller must know that no writer of the folder
 * is alive: it holds their lock.
 */
export function sweepTemporaries({ files, clock }: System, folder: string, olderThanMs = 0): readonly string[] {
  if (files.stat(folder)?.kind !== 'folder') return [];
  const oldest = clock.now() - olderThanMs;
  const left = files
    .list(folder)
    .filter(({ name }) => name.endsWith(temporaryMark))
    .map(({ name }) => join(folder, name))
    .filter((path) => (files.stat(path)?.mtimeMs ?? Infinity) <= oldest);
  for (const path of left) files.remove(path);
  return left;
}
