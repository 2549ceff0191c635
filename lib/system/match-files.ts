import { relative, sep } from 'node:path';
import { kindBehind } from './kind-behind';
import { meaningOf, plainPath } from './pattern';
import type { System } from './port';
import type { Entry } from './ports/files';

/**
 * Absolute paths of the files (or entries of other kinds) that a path or pattern means, in name order; a link to a file is one. What is
 * relative counts from `root`; see `meaningOf` for what makes a pattern. Names that begin with a dot are matched, and folders called so or
 * node_modules entered, only when the pattern names them.
 */
export function matchFiles(
  { walk, files }: Pick<System, 'walk' | 'files'>,
  root: string,
  text: string,
  kinds: readonly Entry['kind'][] = ['file'],
): readonly string[] {
  const isWanted = (path: string, kind: Entry['kind'] | undefined): boolean =>
    kind !== undefined &&
    (kinds.includes(kind) || (kind === 'link' && kinds.includes('file') && kindBehind(files, path) === 'file'));
  const meaning = meaningOf(files, root, text);
  if ('path' in meaning) return isWanted(meaning.path, files.stat(meaning.path)?.kind) ? [meaning.path] : [];
  const { folder, pattern } = meaning;
  if (kindBehind(files, folder) !== 'folder') return [];
  const isMeant = openMatcher(pattern);
  const isHidden = (name: string): boolean => name === 'node_modules' || name.startsWith('.');
  const enter = ({ name }: { readonly name: string }): boolean => !isHidden(name) || pattern.includes(name);
  const found: string[] = [];
  for (const { path, kind } of walk(folder, { enter, maxDepth: depthOf(pattern) })) {
    if (isMeant(relative(folder, path).split(sep).join('/')) && isWanted(path, kind)) found.push(path);
  }
  return found.sort();
}

/** How deep below its folder a pattern can match: what lies deeper need not be read. */
function depthOf(pattern: string): number {
  return /\*\*|[({].*\//.test(pattern) ? Infinity : pattern.split('/').length;
}

function openMatcher(pattern: string): (path: string) => boolean {
  const picomatch = require('picomatch') as typeof import('picomatch');
  // It would take parentheses, bars and backslashes that are none of a pattern for those of a regular expression.
  const text = pattern
    .replaceAll(/\\(.)/gs, (escape, sign: string) => (plainPath(escape) === sign ? escape : `\\\\${sign}`))
    .replaceAll(/(?<![\\@!+?*])\(([^()|]*)\)/g, '\\($1\\)')
    .replaceAll(/(?<!\\)\|(?![^(]*\))/g, '\\|');
  // `s`: a name may hold a line break. `posix`: `[!a]` and `[[:alpha:]]` as in a shell.
  return picomatch(text, {
    dot: /(?:^|\/)\./.test(pattern),
    nonegate: true,
    posix: true,
    windows: false,
    flags: 's',
  });
}

/** A path as people write it: from the root where it lies inside. */
export function shortPath(root: string, path: string): string {
  const short = relative(root, path);
  return short === '' || short.startsWith('..') ? path : short;
}
