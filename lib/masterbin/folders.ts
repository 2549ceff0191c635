import { dirname, join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { manifestPath } from './manifest';
import { fieldOf, readJson, textsOf } from './programs-in';

type Places = Pick<OwnedPaths, 'bin' | 'state' | 'tools'>;

/** Folders beside that of the config in which wrappers of ours lie: masterbin.dir named them before, or another config does. */
export function otherFolders({ files }: Pick<System, 'files'>, paths: Places): readonly string[] {
  const noted = textsOf(fieldOf(readJson({ files }, notePath(paths)), 'folders'));
  return [...new Set([usualFolder(paths), ...noted])]
    .filter((folder) => folder !== paths.bin && files.stat(manifestPath(folder)) !== undefined)
    .sort();
}

/** Notes a folder that the config names, so that its wrappers are known to be ours when the config names another. */
export function noteFolder({ files }: Pick<System, 'files'>, paths: Places): void {
  const { bin } = paths;
  const path = notePath(paths);
  if (bin === usualFolder(paths) || textsOf(fieldOf(readJson({ files }, path), 'folders')).includes(bin)) return;
  const folders = [bin, ...otherFolders({ files }, paths)].filter((folder) => folder !== usualFolder(paths)).sort();
  files.makeFolder(paths.state, 0o700);
  files.write(path, `${JSON.stringify({ folders })}\n`, { mode: 0o600 });
}

function notePath({ state }: Places): string {
  return join(state, 'bin-folders.json');
}

/** Where wrappers lie when the config names no folder: beside that of the tools. */
function usualFolder({ tools }: Places): string {
  return join(dirname(tools), 'bin');
}
