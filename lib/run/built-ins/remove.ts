import { dirname } from 'node:path';
import { isInside } from '../../config';
import { matchFiles } from '../../system/match-files';
import { meaningOf } from '../../system/pattern';
import type { TaskContext } from '../context';
import { removesTooMuch } from '../faults';

/**
 * Removes what a build has made: files, folders with all in them, and links (never what they point to), by path or glob relative to the
 * build root. What is not there is fine. Files and links can be taken back with the run; whole folders cannot.
 * Answers what was removed, as absolute paths.
 * @throws `removesTooMuch` (RUN056, 501) for the build root itself and everything outside it, before anything is removed.
 */
export function remove({ system, paths }: TaskContext, ...patterns: readonly string[]): readonly string[] {
  const { root } = paths;
  const found = patterns.flatMap((pattern) => {
    if (pattern.trim() === '') throw removesTooMuch({ pattern, root });
    const meaning = meaningOf(system.files, root, pattern);
    return 'path' in meaning ? [meaning.path] : matchFiles(system, root, pattern, ['file', 'folder', 'link']);
  });
  const real = system.files.realPath(root) ?? root;
  // A folder on the way may be a link to somewhere else.
  const parentOf = (path: string): string => system.files.realPath(dirname(path)) ?? dirname(path);
  const outside = found.find((path) => path === root || !isInside(path, root) || !isInside(parentOf(path), real));
  if (outside !== undefined) throw removesTooMuch({ pattern: outside, root });
  return [...new Set(found)].sort().filter((path) => {
    // A folder that went before took what is in it along.
    const entry = system.files.stat(path);
    if (entry === undefined) return false;
    if (entry.kind === 'link') system.links.remove(path);
    else if (entry.kind === 'folder') system.files.removeTree(path);
    else system.files.remove(path);
    return true;
  });
}
