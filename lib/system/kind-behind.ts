import type { Entry, FileReader } from './ports/files';

/**
 * What lies at a path, behind the links at its end: people keep what is theirs in a repository and link to it. Undefined for a link that leads
 * nowhere.
 */
export function kindBehind(files: Pick<FileReader, 'stat' | 'realPath'>, path: string): Entry['kind'] | undefined {
  const entry = files.stat(path);
  if (entry?.kind !== 'link') return entry?.kind;
  const real = files.realPath(path);
  return real === undefined ? undefined : files.stat(real)?.kind;
}
