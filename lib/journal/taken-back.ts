import { join } from 'node:path';
import type { System } from '../system/port';
import { undoneName } from './read';
import { runFolders } from './run-folders';

/**
 * Tells of a run whether something of it was taken back, and not put there again: what it did is not done. The folders are listed once, for a run
 * that is not among them now has ended without a change.
 */
export function recallTakenBack({ files }: Pick<System, 'files'>, folder: string): (run: string) => boolean {
  const folders = runFolders({ files }, folder);
  return (run) => {
    const own = folders.find((path) => path.endsWith(`-${run}`));
    return own !== undefined && files.stat(join(own, undoneName)) !== undefined;
  };
}
