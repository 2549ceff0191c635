import { join } from 'node:path';
import type { System } from '../system/port';
import { undoneName } from './read';
import { runFolders } from './run-folders';

/** True for a run of which something was taken back, and not put there again: what it did is not done. */
export function wasTakenBack({ files }: Pick<System, 'files'>, folder: string, run: string): boolean {
  const own = runFolders({ files }, folder).find((path) => path.endsWith(`-${run}`));
  return own !== undefined && files.stat(join(own, undoneName)) !== undefined;
}
