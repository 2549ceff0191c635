import { join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { readManifest } from './manifest';

/** Our wrappers by the command they stand for; what has another form than a plain command is left out. */
export function listWrappers(
  { files }: Pick<System, 'files'>,
  { bin }: Pick<OwnedPaths, 'bin'>,
): readonly { readonly command: string; readonly path: string; readonly target: string }[] {
  return [...readManifest(files, bin).files]
    .filter(([file, { command }]) => file === command)
    .map(([file, { command, target }]) => ({ command, target, path: join(bin, file) }));
}
