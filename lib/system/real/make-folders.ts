import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from '../../kernel/errno';
import { look } from './look';

/**
 * Makes a folder and its missing parents, one after the other. Node's own `recursive` never comes to an end where a file system says of a
 * folder it will not make that something is missing, as /proc does (seen in Node 20); this may go when it does.
 */
export function makeFolders(path: string, mode: number): void {
  const missing: string[] = [];
  for (let at = path; look(at) === undefined && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode });
    } catch (error) {
      // Another process was faster.
      const isThere =
        errnoOf(error) === 'EEXIST' && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
      if (!isThere) throw error;
    }
  }
}
