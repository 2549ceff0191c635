import type { OwnedPaths } from '../config';
import { isInside } from '../config';
import type { System } from '../system/port';
import { loadVariables } from './catalogue';
import { readWritten, scopeFiles } from './scope';

/** Programs whose caches we know how to move: the tools worth asking whether they work. */
export function cacheTools({ files }: System): readonly string[] {
  return loadVariables(files)
    .filter(({ kind }) => kind === 'cache')
    .flatMap(({ programs }) => programs);
}

export function knownVariableNames({ files }: System): readonly string[] {
  return loadVariables(files).map(({ variable }) => variable);
}

/** The folders of ours that our blocks point to, by variable. */
export function writtenFolders(
  system: System,
  paths: OwnedPaths,
): readonly { readonly name: string; readonly folder: string }[] {
  if (system.machine.os === 'win32') return [];
  return [...readWritten(system, scopeFiles(system, paths))]
    .filter(([, value]) => isInside(value, paths.central))
    .map(([name, folder]) => ({ name, folder }));
}
