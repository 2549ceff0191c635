import { join } from 'node:path';
import { isStackError, type StackError } from '../kernel/fault';
import type { TaskResult } from '../kernel/result';
import { openAppendFile } from '../system/append-file';
import { changing } from '../system/errno';
import { lockedByOther } from '../system/faults';
import type { System } from '../system/port';
import { ensureSafeFolder } from '../system/safe-folder';
import { momentNow, type Moment } from '../system/two-clocks';
import { lockCheckpoint } from './checkpoint-lock';
import { isOver } from './expiry';

/** What a run was made of, as named texts: two runs are the same build when all of them are equal. */
export type BuildIdentity = Readonly<Record<string, string>>;

/** The part of a result that another run can take over, and what the task warned of. */
export type KeptResult = Pick<TaskResult, 'name' | 'state' | 'status' | 'reason' | 'data'> & {
  readonly error?: Pick<StackError, 'code' | 'exit' | 'message' | 'fix' | 'data'> | undefined;
  readonly blockedBy?: string | undefined;
  readonly warnings?: readonly string[] | undefined;
};

/** What hooks keep in memory, by their files. */
export type States = Readonly<Record<string, unknown>>;

/** One line of a checkpoint. `reached` is on the disk before the task begins, its condition included. */
type CheckpointLine =
  | ({
      readonly line: 'open';
      readonly run: string;
      readonly command: string;
      readonly at: string;
      readonly format: 1;
      readonly build: BuildIdentity;
    } & Pick<Moment, 'bootId' | 'uptime'>)
  | ({ readonly line: 'resumed'; readonly run: string; readonly at: string } & Pick<Moment, 'bootId' | 'uptime'>)
  | { readonly line: 'reached'; readonly task: string }
  /** With what the code has in memory after it: what was done and what was remembered of it belong together. */
  | { readonly line: 'ended'; readonly result: KeptResult; readonly states?: States }
  /** Without `keep` the file is about to go; earlier versions did not say. */
  | { readonly line: 'closed'; readonly status: number; readonly keep?: boolean };

/** A run that can be gone on with. */
export interface Checkpoint {
  readonly path: string;
  readonly run: string;
  readonly command: string;
  /** Wall clock, ISO. */
  readonly at: string;
  /** When it was begun, or gone on with last. */
  readonly touched: Moment;
  readonly build: BuildIdentity;
  /** Of each task that ended, the last. */
  readonly results: readonly KeptResult[];
  /** The last that hooks exported. */
  readonly states: States;
  /** Null: killed, or still at work. */
  readonly status: number | null;
  /** True when its run was to remove it, and was killed just before. */
  readonly isSpent: boolean;
}

/** The record of a run that can be resumed, written while it goes on. */
export interface CheckpointFile {
  /** Returns when the line is on the disk. */
  reached(task: string): void;
  ended(result: KeptResult, states: States | undefined): void;
  /** `keep`: the file stays; else there is nothing left to resume and it goes. */
  close(status: number, keep: boolean): void;
}

const extension = '.jsonl';

export interface CheckpointStart {
  readonly run: string;
  readonly command: string;
  readonly build: BuildIdentity;
  /** The file to go on with; undefined for a new one. */
  readonly resumed: Checkpoint | undefined;
  readonly redact: (value: unknown) => unknown;
}

/** Begins or goes on with a checkpoint. Every line passes `redact`. Throws faults of the file system (506). */
export function openCheckpoint(system: System, folder: string, start: CheckpointStart): CheckpointFile {
  const { run, command, build, resumed, redact } = start;
  ensureSafeFolder(system, folder);
  const path = resumed?.path ?? join(folder, `${run}${extension}`);
  const file = changing(path, () => openAppendFile(path, 0o600));
  const append = (line: CheckpointLine, sync: boolean): void => {
    changing(path, () => {
      file.append(`${JSON.stringify(redact(line))}\n`);
      if (sync) file.sync();
    });
  };
  const at = laterThanAll(system, folder);
  const { bootId, uptime } = momentNow(system);
  const who = { run, at, bootId, uptime } as const;
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
    close: (status, keep) => {
      append({ line: 'closed', status, keep }, true);
      file.close();
      if (!keep) removeCheckpoint(system, path);
    },
  };
}

/** Says of a checkpoint that the line it is of came to a good end by another run: what went on in it after that opens it again. */
export function closeCheckpoint(path: string, status: number): void {
  const line: CheckpointLine = { line: 'closed', status, keep: false };
  changing(path, () => {
    const file = openAppendFile(path, 0o600);
    file.append(`${JSON.stringify(line)}\n`);
    file.sync();
    file.close();
  });
}

/** The time, but later than that of every checkpoint: a clock that was set back must not make a new one the older of two. */
function laterThanAll(system: System, folder: string): string {
  const newest = readCheckpoints(system, folder).at(-1);
  const past = newest === undefined ? 0 : Date.parse(newest.at);
  return new Date(Math.max(system.clock.now(), past + 1)).toISOString();
}

/** Every checkpoint in the folder, oldest first. One whose first line is damaged is left out; a cut last line is no damage. */
export function readCheckpoints(system: System, folder: string): readonly Checkpoint[] {
  const { files } = system;
  if (files.stat(folder)?.kind !== 'folder') return [];
  return files
    .list(folder)
    .filter(({ name, kind }) => kind === 'file' && name.endsWith(extension))
    .flatMap(({ name }) => readCheckpoint(system, join(folder, name)) ?? [])
    .sort((a, b) => (a.at < b.at ? -1 : 1));
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
 * Removes checkpoints that nobody came back to for so long, by two clocks, those of runs that came to their good end and were killed before
 * they could, and what a killed run left of their locks. One that a run is at work with stays. Throws faults of the file system (506).
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

function readCheckpoint({ files }: System, path: string): Checkpoint | undefined {
  const lines = files.readText(path).split('\n').flatMap(parseLine);
  const [open] = lines;
  if (open?.line !== 'open') return undefined;
  const { run, command, at, build } = open;
  let touched = momentOf(open);
  const results = new Map<string, KeptResult>();
  let states: States = {};
  let status: number | null = null;
  let isSpent = false;
  for (const line of lines) {
    if (line.line === 'ended') {
      results.set(line.result.name, line.result);
      if (line.states !== undefined) states = line.states;
    }
    // Gone on with: then it is open again.
    if (line.line === 'closed') {
      status = line.status;
      isSpent = line.keep === false;
    } else if (line.line === 'reached' || line.line === 'resumed') {
      status = null;
      isSpent = false;
      if (line.line === 'resumed') touched = momentOf(line);
    }
  }
  return { path, run, command, at, touched, build, results: [...results.values()], states, status, isSpent };
}

function momentOf({ at, bootId, uptime }: Pick<Moment, 'bootId' | 'uptime'> & { readonly at: string }): Moment {
  return { wall: Date.parse(at), bootId, uptime };
}

function parseLine(text: string): readonly CheckpointLine[] {
  try {
    const value: unknown = JSON.parse(text);
    // Our own writer made it, in a folder that only the user can write to; the tag says which line it is.
    return typeof value === 'object' && value !== null && 'line' in value ? [value as CheckpointLine] : [];
  } catch {
    // Empty, or cut off by a kill: what it would have said has to be done again.
    return [];
  }
}
