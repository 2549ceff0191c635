import { isAbsolute, join, parse, posix, sep } from 'node:path';
import type { FileReader } from './ports/files';

/** What a text of a task means: one path, or what matches a pattern below a folder. Both paths are absolute. */
export type Meaning = { readonly path: string } | { readonly folder: string; readonly pattern: string };

/**
 * Reads a path or pattern as a task wrote it, relative to `root` or absolute. `root` itself is never read as a pattern. What exists under a
 * name exactly as it is written is meant by it, whatever signs it holds; only `*` and `?` make a pattern in any case. A backslash before a
 * special sign takes its meaning away.
 */
export function meaningOf(files: Pick<FileReader, 'stat'>, root: string, text: string): Meaning {
  const start = startOf(root, withSlashes(text));
  let { folder } = start;
  const names = posix.normalize(start.rest).split('/').filter((name) => name !== ''); // prettier-ignore
  for (const [index, name] of names.entries()) {
    const rest = names.slice(index).join('/');
    if (isThere(files, folder, name)) folder = join(folder, name);
    else if (!isGlob(rest)) return { path: join(folder, plainPath(rest)) };
    else if (!/[*?[\]{}()!|]/.test(unescaped(name))) folder = join(folder, plainPath(name));
    else return { folder, pattern: rest };
  }
  return { path: folder };
}

/** True for a text with signs that make it a pattern. */
export function isGlob(text: string): boolean {
  const signs = unescaped(text);
  return (
    hasWildcard(text) ||
    /\[[^/]+\]/.test(signs) ||
    /\{[^}]*(?:,|\.\.)[^}]*\}/.test(signs) ||
    /[@!+]\(.*\)|\(.*\|.*\)/.test(signs)
  );
}

/** True for a text with a `*` or a `?` that is not escaped. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(unescaped(text));
}

/** The path that a text without a pattern is: what escaped its signs is gone. */
export function plainPath(text: string): string {
  return text.replaceAll(/\\(?=[\\*?[\]{}()!|+@])/g, '');
}

function unescaped(text: string): string {
  return text.replaceAll(/\\./gs, '');
}

/** On Windows a backslash is a separator, but before the signs that a name may hold there. */
function withSlashes(text: string): string {
  return sep === '/' ? text : text.replaceAll(/\\(?![[\]{}()!+@])/g, '/');
}

/** A path that begins with the root is read from there: the root may hold signs of a pattern that nobody meant as such. */
function startOf(root: string, text: string): { readonly folder: string; readonly rest: string } {
  if (!isAbsolute(text)) return { folder: root, rest: text };
  const above = withSlashes(root);
  if (text === above || text.startsWith(above.endsWith('/') ? above : `${above}/`))
    return { folder: root, rest: text.slice(above.length) };
  const volume = parse(text).root;
  return { folder: volume, rest: text.slice(volume.length) };
}

/** Nothing is looked up whose name no file can have, such as a long list of alternatives. */
function isThere(files: Pick<FileReader, 'stat'>, folder: string, name: string): boolean {
  return !hasWildcard(name) && name.length < 256 && files.stat(join(folder, name)) !== undefined;
}
