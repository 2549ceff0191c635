import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unwritable } from '../faults';
import { hashTree } from '../tree-hash';
import { copyTree } from './copy-tree';
import { realLinks } from './links';
import { realReader } from './read-files';
import { rename } from './rename';
import { syncFile, syncFolder, temporaryName } from './write-file';

/**
 * Moves where rename() cannot: copy beside the destination, fsync, compare by hash, rename, and only then remove the source, which leaves
 * its place in one step first. A kill at any point leaves the source or the copy whole at its place, or both; half of one only under a
 * temporary name.
 */
export function moveOverVolumes(from: string, to: string): void {
  const arriving = temporaryName(to);
  const leaving = temporaryName(from);
  try {
    copyTree(from, arriving);
    syncTree(arriving);
    if (hashTree(realReader, realLinks, from) !== hashTree(realReader, realLinks, arriving)) {
      throw unwritable({ path: to, reason: 'the copy differs from its source' });
    }
    rename(arriving, to);
  } catch (error) {
    rmSync(arriving, { recursive: true, force: true });
    throw error;
  }
  try {
    syncFolder(dirname(to));
    rename(from, leaving);
  } catch (error) {
    // The source is whole at its place: the copy would be a second one.
    rmSync(to, { recursive: true, force: true });
    throw error;
  }
  syncFolder(dirname(from));
  rmSync(leaving, { recursive: true });
}

function syncTree(path: string): void {
  const entry = lstatSync(path);
  if (entry.isDirectory()) {
    for (const name of readdirSync(path)) syncTree(join(path, name));
    syncFolder(path);
  } else if (entry.isFile()) syncFile(path);
}
