import { join } from 'node:path';
import { isMachineTrouble } from '../kernel/errno';
import type { FileReader } from './ports/files';
import type { Walk, WalkEntry, WalkOptions } from './ports/walk';

/** A walk over any file reader: an explicit stack, because deep trees overflow recursion. */
export function walkOver(files: Pick<FileReader, 'list'>): Walk {
  return function* walk(root: string, options: WalkOptions = {}): Iterable<WalkEntry> {
    const { enter, maxDepth = Infinity, onUnreadable } = options;
    const stack: { readonly path: string; readonly depth: number }[] = [{ path: root, depth: 0 }];
    for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
      const folders: typeof stack = [];
      for (const { name, kind } of listOrTell(files, current.path, onUnreadable)) {
        const entry: WalkEntry = { path: join(current.path, name), name, kind, depth: current.depth + 1 };
        yield entry;
        if (kind === 'folder' && entry.depth < maxDepth && (enter === undefined || enter(entry))) folders.push(entry);
      }
      // Last in, first out: reversed, so that the first name is walked first.
      stack.push(...folders.reverse());
    }
  };
}

function listOrTell(
  files: Pick<FileReader, 'list'>,
  path: string,
  tell: WalkOptions['onUnreadable'],
): ReturnType<FileReader['list']> {
  try {
    return files.list(path);
  } catch (error) {
    // A folder that others keep closed is no reason to stop; a disk that fails would make a walk that saw half look like one that saw all.
    if (tell === undefined || isMachineTrouble(error)) throw error;
    tell(path, error);
    return [];
  }
}
