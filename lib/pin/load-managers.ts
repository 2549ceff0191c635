import { join } from 'node:path';
import { loadEntries } from '../config';
import type { System } from '../system/port';
import type { Manager } from './manager';

/** Every package manager of the folder of managers, by name. */
export function loadManagers({ files }: Pick<System, 'files'>, load: (path: string) => unknown): readonly Manager[] {
  // Each entry is the default export of a file of ours, made by defineManager.
  return loadEntries(files, join(__dirname, 'managers'), load) as readonly Manager[];
}
