import { closeSync, fsyncSync, lstatSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unwritable } from '../faults';
import { hashTree } from '../tree-hash';
import { copyTree } from './copy-tree';
import { realLinks } from './links';
import { realReader } from './read-files';
import { syncFolder } from './write-file';

/**
 * Moves where rename() cannot: copy beside the destination, fsync, compare by hash, rename, and only then remove the source.
 * A kill at any point leaves the source or the copy whole; a half copy carries the name `<to>.partial`.
 */
export function moveOverVolumes(from: string, to: string): void {
  const partial = `${to}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    copyTree(from, partial);
    syncTree(partial);
    if (hashTree(realReader, realLinks, from) !== hashTree(realReader, realLinks, partial)) {
      throw unwritable({ path: to, reason: 'the copy differs from its source' });
    }
    renameSync(partial, to);
    syncFolder(dirname(to));
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
  rmSync(from, { recursive: true });
}

function syncTree(path: string): void {
  const entry = lstatSync(path);
  if (entry.isDirectory()) {
    for (const name of readdirSync(path)) syncTree(join(path, name));
    syncFolder(path);
  } else if (entry.isFile()) {
    const fd = openSync(path, 'r');
    fsyncSync(fd);
    closeSync(fd);
  }
}
