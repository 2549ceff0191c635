import { lstatSync, type Stats } from 'node:fs';
import { changing } from '../errno';

/** What lies at a path that is about to be changed, without following a link; undefined for nothing. Throws our faults only. */
export function look(path: string): Stats | undefined {
  return changing(path, () => lstatSync(path, { throwIfNoEntry: false }));
}
