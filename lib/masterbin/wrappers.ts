import { join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { readManifest, type OwnedFile } from './manifest';

export interface Wrapper extends Pick<OwnedFile, 'command' | 'source' | 'target'> {
  readonly path: string;
}

/** Our wrappers by the command they stand for; what has another form than a plain command is left out. */
export function listWrappers({ files }: Pick<System, 'files'>, { bin }: Pick<OwnedPaths, 'bin'>): readonly Wrapper[] {
  return [...readManifest(files, bin).files]
    .filter(([file, { command }]) => file === command)
    .map(([file, { command, source, target }]) => ({ command, source, target, path: join(bin, file) }));
}
