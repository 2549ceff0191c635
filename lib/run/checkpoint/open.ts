import { join } from 'node:path';
import { asFault } from '../../kernel/as-fault';
import type { StackError } from '../../kernel/fault';
import { plainResult, type TaskResult } from '../../kernel/result';
import {
  lockCheckpoint,
  openCheckpoint,
  readCheckpoints,
  sweepCheckpoints,
  type BuildIdentity,
  type Checkpoint,
  type CheckpointFile,
  type CheckpointLock,
} from '../../journal';
import type { ExitStatus } from '../../kernel/exit';
import type { System } from '../../system/port';
import { changedBuild, noCheckpoint } from '../faults';
import type { PreparedRun } from '../prepare';
import { differencesOf, identifyBuild, lineOf } from './identity';

export interface RunCheckpointOptions {
  readonly system: System;
  readonly prepared: PreparedRun;
  readonly version: string;
  readonly runId: string;
  readonly command: string;
  readonly keepDays: number;
  readonly signal: AbortSignal;
  readonly redact: (value: unknown) => unknown;
  /** Told what is gone on with. */
  readonly say: (text: string) => void;
}

/** How a run that is checkpointed tells what it reached. */
export interface RunCheckpoint {
  /** What need not be done again. */
  readonly restored: ReadonlyMap<string, TaskResult>;
  /** Throws when it cannot be written: a task that could not be resumed must not begin. */
  readonly reach: (task: string) => void;
  readonly noteEnd: (result: TaskResult) => void;
  /** The fault of a checkpoint that is not whole. */
  readonly close: (status: ExitStatus) => StackError | undefined;
}

/**
 * Begins the checkpoint of this run, or goes on with that of an earlier one, under a lock of its own.
 * @throws `noCheckpoint` (RUN044), `changedBuild` (RUN045), both 501; `lockedByOther` (507); faults of the file system (506).
 * @lazy
 */
export async function openRunCheckpoint(options: RunCheckpointOptions): Promise<RunCheckpoint> {
  const { system, prepared, version, runId, command, keepDays, signal, redact, say } = options;
  const { loaded, line, hooks } = prepared;
  const folder = join(loaded.paths.state, 'checkpoints');
  const { locks } = loaded.paths;
  await sweepCheckpoints(system, { folder, locks, keepDays, purpose: command });
  const build = identifyBuild(system, prepared, version);
  const find = (): Checkpoint | undefined =>
    line.flags.resume === undefined ? undefined : findCheckpoint(system, folder, build, prepared);
  const wanted = find();
  const lock = await lockCheckpoint(system, {
    folder: locks,
    run: wanted?.run ?? runId,
    waitMs: line.flags.waitMs,
    purpose: command,
    signal,
  });
  // Whoever held it may have come further meanwhile, or to the end.
  const resumed = wanted === undefined ? undefined : orRelease(lock, () => again(find, wanted));
  const restored = new Map(resumed?.results.map((result) => [result.name, restoredResult(result, resumed.run)]));
  const file = orRelease(lock, () => {
    if (resumed !== undefined) {
      for (const { hooks: own } of hooks) own.importState?.(resumed.state);
      say(`going on with run ${resumed.run.slice(0, 8)} of ${resumed.at}: ${restored.size} tasks are done`);
    }
    return openCheckpoint(system, folder, { run: runId, command, build, resumed, redact });
  });
  let lost: StackError | undefined;
  let closed = false;
  const tryTo = (write: (to: CheckpointFile) => void): void => {
    try {
      write(file);
    } catch (error) {
      // A hook of the user may have thrown. The next task does not begin, for it could not be gone on with.
      lost ??= asFault('the checkpoint', error);
    }
  };
  return {
    restored,
    reach: (task) => {
      if (lost !== undefined) throw lost;
      file.reached(task);
    },
    noteEnd: (result) => {
      if (!isWorthKeeping(result) || restored.get(result.name) === result) return;
      const { name, state, status, reason, data } = result;
      tryTo((to) => {
        to.ended({ name, state, status, reason, data }, exportState(prepared));
      });
    },
    close: (status) => {
      if (closed) return lost;
      closed = true;
      tryTo((to) => {
        to.close(status, !isGreen(status) || line.flags.checkpoint === 'keep');
      });
      lock.release();
      return lost;
    },
  };
}

/** The same checkpoint as it is now. */
function again(find: () => Checkpoint | undefined, { run }: Checkpoint): Checkpoint | undefined {
  const now = find();
  if (now === undefined || now.run === run) return now;
  throw noCheckpoint({ line: now.command, run });
}

/** What does not come to a checkpoint leaves no lock. */
function orRelease<T>(lock: CheckpointLock, act: () => T): T {
  try {
    return act();
  } catch (error) {
    lock.release();
    throw error;
  }
}

function findCheckpoint(
  system: System,
  folder: string,
  build: BuildIdentity,
  prepared: PreparedRun,
): Checkpoint | undefined {
  const { resume = '', checkpoint } = prepared.line.flags;
  const wanted = lineOf(prepared);
  const open = readCheckpoints(system, folder).filter(({ status }) => status === null || !isGreen(status));
  const fitting = open.filter((candidate) =>
    resume === '' ? isSameLine(candidate.build, build) : candidate.run.startsWith(resume.toLowerCase()),
  );
  const found = fitting.at(-1);
  if (found === undefined || (resume !== '' && fitting.length > 1)) {
    // Both flags together: go on if there is something to go on with.
    if (checkpoint !== 'off') return undefined;
    throw noCheckpoint({ line: wanted, run: resume === '' ? null : resume });
  }
  const differences = differencesOf(found.build, build);
  if (differences.length > 0) throw changedBuild({ run: found.run.slice(0, 8), line: wanted, differences });
  return found;
}

function isSameLine(a: BuildIdentity, b: BuildIdentity): boolean {
  return a['the line'] === b['the line'] && a['the build root'] === b['the build root'];
}

function isGreen(status: number): boolean {
  return status === 0 || (status > 200 && status < 300);
}

/** A task whose condition was not met is asked again; what failed or never ran is to be done. */
function isWorthKeeping({ state, reason }: TaskResult): boolean {
  if (state === 'skipped') return reason?.startsWith('IF:') !== true;
  return state === 'succeeded' || state === 'no-op' || state === 'partial';
}

function restoredResult(kept: Checkpoint['results'][number], run: string): TaskResult {
  const done = `done in run ${run.slice(0, 8)}`;
  return { ...plainResult, ...kept, reason: kept.reason === null ? done : `${kept.reason} (${done})` };
}

function exportState({ hooks }: PreparedRun): unknown {
  for (const { hooks: own } of hooks) if (own.exportState !== undefined) return own.exportState();
  return undefined;
}
