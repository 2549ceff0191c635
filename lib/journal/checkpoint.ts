import { join } from 'node:path';
import { isStackError } from '../kernel/fault';
import { openAppendFile } from '../system/append-file';
import { changing } from '../system/errno';
import { lockedByOther } from '../system/faults';
import type { System } from '../system/port';
import { ensureSafeFolder } from '../system/safe-folder';
import { momentNow } from '../system/two-clocks';
import { unlessGone } from '../system/unless-gone';
import type { BuildIdentity, Checkpoint, CheckpointLine, KeptResult, States } from './checkpoint-line';
import { lockCheckpoint } from './checkpoint-lock';
import { isOver } from './expiry';
import { sweepLeftLocks } from './left-locks';
import { checkpointExtension, readCheckpoints } from './read-checkpoints';

/** The record of a run that can be resumed, written while it goes on. */
export interface CheckpointFile {
  /** Returns when the line is on the disk. */
  reached(task: string): void;
  ended(result: KeptResult, states: States | undefined): void;
  /** What tasks left behind is waited for, or has failed. */
  waiting(): void;
  /** It has come to its end as well. */
  settled(): void;
  /** Returns when all that was said is on the disk. */
  flush(): void;
  /** Something failed behind the end of the run: what it did counts no more. */
  undo(): void;
  /** The run has come to its end. One that was killed before it says so is gone on with. */
  close(status: number): void;
  /** Nothing more is written. */
  end(): void;
  /** There is nothing left to resume: in the place of `end`. */
  remove(): void;
}

export interface CheckpointStart {
  readonly run: string;
  readonly command: string;
  readonly build: BuildIdentity;
  /** The marks of what is taken back now. */
  readonly takenBack: readonly string[];
  /** The file to go on with; undefined for a new one. */
  readonly resumed: Checkpoint | undefined;
}

/** Begins or goes on with a checkpoint. Whoever calls has masked what is secret. Throws faults of the file system (506). */
export function openCheckpoint(system: System, folder: string, start: CheckpointStart): CheckpointFile {
  const { run, command, build, takenBack, resumed } = start;
  ensureSafeFolder(system, folder);
  const path = resumed?.path ?? join(folder, `${run}${checkpointExtension}`);
  const file = changing(path, () => openAppendFile(path, 0o600));
  const append = (line: CheckpointLine, sync: boolean): void => {
    changing(path, () => {
      file.append(`${JSON.stringify(line)}\n`);
      if (sync) file.sync();
    });
  };
  const at = laterThanAll(system, folder);
  const { bootId, uptime } = momentNow(system);
  const who = { run, at, bootId, uptime, takenBack } as const;
  append(
    resumed === undefined ? { line: 'open', ...who, command, format: 1, build } : { line: 'resumed', ...who },
    true,
  );
  return {
    reached: (task) => {
      append({ line: 'reached', task }, true);
    },
    ended: (result, states) => {
      append({ line: 'ended', result, ...(states === undefined ? {} : { states }) }, false);
    },
    waiting: () => {
      append({ line: 'waiting' }, true);
    },
    settled: () => {
      append({ line: 'settled' }, false);
    },
    flush: () => {
      changing(path, () => {
        file.sync();
      });
    },
    undo: () => {
      append({ line: 'undone' }, false);
    },
    close: (status) => {
      append({ line: 'closed', status }, true);
    },
    end: () => {
      file.close();
    },
    remove: () => {
      file.close();
      removeCheckpoint(system, path);
    },
  };
}

/**
 * Says of a checkpoint that the line it is of came to a good end by another run, or that this was no good end after all: what goes on in it after
 * that opens it again. One that its own run has taken away meanwhile needs no end.
 */
export function closeCheckpoint(path: string, status: number, by?: string): void {
  const line: CheckpointLine = { line: 'closed', status, ...(by === undefined ? {} : { keep: false, by }) };
  unlessGone(() => {
    changing(path, () => {
      const file = openAppendFile(path, 'existing');
      try {
        file.append(`${JSON.stringify(line)}\n`);
        file.sync();
      } finally {
        file.close();
      }
    });
  });
}

/** The time, but later than that of every checkpoint: a clock that was set back must not make a new one the older of two. */
function laterThanAll(system: System, folder: string): string {
  const newest = readCheckpoints(system, folder).at(-1);
  const past = newest === undefined ? 0 : Date.parse(newest.at);
  return new Date(Math.max(system.clock.now(), past + 1)).toISOString();
}

export interface CheckpointSweep {
  readonly folder: string;
  /** The folder of locks. */
  readonly locks: string;
  readonly keepDays: number;
  /** Shown to a run that waits for a checkpoint meanwhile: the command that sweeps. */
  readonly purpose: string;
}

/**
 * Removes checkpoints that nobody came back to for so long, by two clocks, those of runs that another one has done all of since, and what a
 * killed run left of their locks, also where it began no checkpoint. One that a run is at work with stays. Throws faults of the file system (506).
 */
export async function sweepCheckpoints(system: System, sweep: CheckpointSweep): Promise<void> {
  const { folder, locks, keepDays, purpose } = sweep;
  for (const { path, run, touched, isSpent } of readCheckpoints(system, folder)) {
    if (!isSpent && !isOver(system, markOf(path), touched, keepDays)) continue;
    const lock = await lockCheckpoint(system, { folder: locks, run, waitMs: 0, purpose }).catch(unlessLocked);
    if (lock === undefined) continue;
    try {
      removeCheckpoint(system, path);
    } finally {
      lock.release();
    }
  }
  sweepLeftLocks(system, sweep, (path) => {
    removeCheckpoint(system, path);
  });
}

function unlessLocked(error: unknown): undefined {
  if (!isStackError(error) || error.code !== lockedByOther.page.code) throw error;
}

function removeCheckpoint({ files }: System, path: string): void {
  // Another run may have come first.
  if (files.stat(path) !== undefined) files.remove(path);
  if (files.stat(markOf(path)) !== undefined) files.remove(markOf(path));
}

function markOf(path: string): string {
  return `${path}.expired`;
}
