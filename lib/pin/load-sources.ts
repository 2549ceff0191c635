import { join } from 'node:path';
import { loadEntries } from '../config';
import type { System } from '../system/port';
import type { Source } from './source';

/** Every kind of file that names tools, by name of its entry. */
export function loadSources({ files }: Pick<System, 'files'>, load: (path: string) => unknown): readonly Source[] {
  // Each entry is the default export of a file of ours, made by defineSource.
  return loadEntries(files, join(__dirname, 'sources'), load) as readonly Source[];
}
