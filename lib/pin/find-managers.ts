import { join } from 'node:path';
import { loadEntries } from '../config/find-pieces';
import type { System } from '../system/port';
import type { Manager } from './manager';

/** Every manager of the folder of managers, by name. */
export function loadManagers({ files }: Pick<System, 'files'>, load: (path: string) => unknown): readonly Manager[] {
  // The folder holds nothing else; each file exports what `defineManager` gave it.
  return loadEntries(files, join(__dirname, 'managers'), load) as readonly Manager[];
}
