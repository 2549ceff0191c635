import { isAbsolute, join, relative, sep } from 'node:path';
import { kindBehind } from './kind-behind';
import type { System } from './port';
import type { Entry } from './ports/files';

/**
 * Absolute paths of the files (or entries of other kinds) that a glob means, in name order; a link to a file is one. Relative patterns count
 * from `root`. Folders called node_modules and those that begin with a dot are entered only when the pattern names them.
 */
export function matchFiles(
  { walk, files }: Pick<System, 'walk' | 'files'>,
  root: string,
  pattern: string,
  kinds: readonly Entry['kind'][] = ['file'],
): readonly string[] {
  const { default: picomatch } = loadPicomatch();
  const absolute = (isAbsolute(pattern) ? pattern : join(root, pattern)).split(sep).join('/');
  const { base } = picomatch.scan(absolute);
  if (kindBehind(files, base) !== 'folder') return [];
  const inside = absolute.slice(base.length);
  const isHidden = (name: string): boolean => name === 'node_modules' || name.startsWith('.');
  const isMeant = picomatch(absolute, { dot: /(?:^|\/)\./.test(inside) });
  const found: string[] = [];
  const enter = ({ name }: { readonly name: string }): boolean => !isHidden(name) || inside.includes(name);
  const isWanted = (path: string, kind: Entry['kind']): boolean =>
    kinds.includes(kind) || (kind === 'link' && kinds.includes('file') && kindBehind(files, path) === 'file');
  for (const { path, kind } of walk(base, { enter })) {
    if (isMeant(path.split(sep).join('/')) && isWanted(path, kind)) found.push(path);
  }
  return found.sort();
}

/** True for a text with the special characters of a glob. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}()!]/.test(text);
}

/** A path as people write it: from the root where it lies inside. */
export function shortPath(root: string, path: string): string {
  const short = relative(root, path);
  return short === '' || short.startsWith('..') ? path : short;
}

function loadPicomatch(): { readonly default: typeof import('picomatch') } {
  const picomatch = require('picomatch') as typeof import('picomatch');
  return { default: picomatch };
}
