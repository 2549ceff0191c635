import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unwritable } from '../faults';
import { hashTree } from '../tree-hash';
import { copyTree } from './copy-tree';
import { realLinks } from './links';
import { realReader } from './read-files';
import { moveToFree } from './move-to-free';
import { freePlace, type Place } from './place';
import { clearTree } from './remove-tree';
import { rename } from './rename';
import { syncFile, syncFolder, temporaryName } from './write-file';

/**
 * Moves where rename() cannot: copy beside the destination, fsync, compare by hash, rename, and only then remove the source, which leaves
 * its place in one step first. A kill at any point leaves the source or the copy whole at its place, or both; half of one only under a
 * temporary name.
 */
export function moveOverVolumes(from: string, to: string, place: Place = freePlace(to)): void {
  const arriving = temporaryName(to);
  const leaving = temporaryName(from);
  try {
    copyTree(from, arriving);
    syncTree(arriving);
    assertSame(from, arriving, from);
    place.enter(arriving);
  } catch (error) {
    if (lstatSync(arriving, { throwIfNoEntry: false }) !== undefined) clearTree(arriving);
    throw error;
  }
  let hasLeft = false;
  try {
    syncFolder(dirname(to));
    rename(from, leaving);
    hasLeft = true;
    // Once more, where no program looks for it any more: what one has written since the first time would go with the source.
    assertSame(leaving, to, from);
  } catch (error) {
    // Not over what a program has made there meanwhile: then the copy has to do.
    if (hasLeft) moveToFree(leaving, from);
    // The source is whole at its place: the copy would be a second one.
    place.leave();
    throw error;
  }
  syncFolder(dirname(from));
  clearTree(leaving);
}

function assertSame(source: string, copy: string, path: string): void {
  if (hashTree(realReader, realLinks, source) !== hashTree(realReader, realLinks, copy))
    throw unwritable({ path, reason: 'a program changed it while it was moved to another volume' });
}

function syncTree(path: string): void {
  const entry = lstatSync(path);
  if (entry.isDirectory()) {
    for (const name of readdirSync(path)) syncTree(join(path, name));
    syncFolder(path);
  } else if (entry.isFile()) syncFile(path);
}
