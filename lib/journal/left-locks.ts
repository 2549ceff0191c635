import { join } from 'node:path';
import { ifPossible } from '../system/errno';
import type { System } from '../system/port';
import { unlessGone } from '../system/unless-gone';
import { checkpointOfLock, tryLockCheckpoint } from './checkpoint-lock';
import { checkpointExtension } from './read-checkpoints';

/** Longer than any run takes between making the file of its lock and writing its name into it. */
const nameMs = 60_000;

export interface LeftLocksPlace {
  readonly folder: string;
  /** The folder of locks. */
  readonly locks: string;
  /** Shown to a run that waits for a lock meanwhile: the command that sweeps. */
  readonly purpose: string;
}

/**
 * Takes away the files of locks that killed runs have left, for until somebody goes on with such a run nobody else would ask for one again; and
 * of a run that was killed before the first line of its checkpoint was whole that checkpoint, which says nothing. What a run holds stays.
 * @param remove takes a checkpoint away, for the path that it is given.
 * @throws faults of the file system (506) where the folders themselves cannot be listed.
 */
export function sweepLeftLocks(system: System, place: LeftLocksPlace, remove: (path: string) => void): void {
  const { folder, locks, purpose } = place;
  const pathOf = (run: string): string => join(folder, `${run}${checkpointExtension}`);
  const kept = namesIn(system, folder)
    .filter((name) => name.endsWith(checkpointExtension))
    .map((name) => name.slice(0, -checkpointExtension.length));
  const locked = namesIn(system, locks).flatMap((name) => {
    const run = checkpointOfLock(name);
    return run === undefined || isBeingMade(system, join(locks, name)) ? [] : [run];
  });
  const sweep = (run: string): void => {
    const lock = tryLockCheckpoint(system, { folder: locks, run, purpose });
    if (lock === undefined) return;
    try {
      // It may have begun before the lock was ours.
      if (isUnbegun(system, pathOf(run))) remove(pathOf(run));
    } finally {
      lock.release();
    }
  };
  // What another user has left may not be ours to open: that is no reason to refuse the run that comes by.
  for (const run of locked)
    ifPossible(() => {
      sweep(run);
    });
  for (const run of kept)
    ifPossible(() => {
      if (isUnbegun(system, pathOf(run))) sweep(run);
    });
}

/** Files of a folder; none where it is not there yet. */
function namesIn({ files }: System, folder: string): readonly string[] {
  if (files.stat(folder)?.kind !== 'folder') return [];
  return files.list(folder).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
}

/** True where a checkpoint is not there, or its first line is not whole: a line ends with its break. */
function isUnbegun({ files }: System, path: string): boolean {
  if (files.stat(path) === undefined) return true;
  return unlessGone(() => files.readText(path))?.includes('\n') !== true;
}

/** A run that begins makes the file of its lock, and locks it a moment later: whoever came in between would be in its way. */
function isBeingMade({ clock, files }: System, path: string): boolean {
  const entry = files.stat(path);
  return entry === undefined || (entry.size === 0 && clock.now() - entry.mtimeMs < nameMs);
}
