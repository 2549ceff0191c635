import { asFault } from '../../kernel/as-fault';
import { isGreen, type ExitStatus } from '../../kernel/exit';
import type { StackError } from '../../kernel/fault';
import type { TaskResult } from '../../kernel/result';
import {
  lockCheckpoint,
  openCheckpoint,
  sweepCheckpoints,
  type Checkpoint,
  type CheckpointFile,
  type CheckpointLock,
} from '../../journal';
import type { System } from '../../system/port';
import { noCheckpoint } from '../faults';
import type { PreparedRun } from '../prepare';
import { checkpointFolder, findCheckpoint, restoredResults } from './find';
import { identifyBuild } from './identity';

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
  const { system, prepared, version, runId, command, keepDays, signal, redact } = options;
  const { loaded, line } = prepared;
  const folder = checkpointFolder(prepared);
  const { locks } = loaded.paths;
  await sweepCheckpoints(system, { folder, locks, keepDays, purpose: command });
  const build = identifyBuild(system, prepared, version);
  const find = (): Checkpoint | undefined =>
    line.flags.resume === undefined ? undefined : findCheckpoint(system, build, prepared);
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
  const restored = resumed === undefined ? new Map<string, TaskResult>() : restoredResults(resumed);
  const file = orRelease(lock, () => {
    if (resumed !== undefined) {
      takeUp(resumed, options);
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

/**
 * Goes on with a run in a dry run: what is done already need not be recorded again. Nothing is written, and no lock is taken.
 * @throws `noCheckpoint` (RUN044), `changedBuild` (RUN045), both 501.
 * @lazy
 */
export function rehearseCheckpoint(
  options: Pick<RunCheckpointOptions, 'system' | 'prepared' | 'version' | 'say'>,
): RunCheckpoint {
  const { system, prepared, version } = options;
  const resumed = findCheckpoint(system, identifyBuild(system, prepared, version), prepared);
  if (resumed !== undefined) takeUp(resumed, options);
  return {
    restored: resumed === undefined ? new Map<string, TaskResult>() : restoredResults(resumed),
    reach: () => undefined,
    noteEnd: () => undefined,
    close: () => undefined,
  };
}

function takeUp(
  { run, at, state, results }: Checkpoint,
  { prepared, say }: Pick<RunCheckpointOptions, 'prepared' | 'say'>,
): void {
  for (const { hooks } of prepared.hooks) hooks.importState?.(state);
  say(`going on with run ${run.slice(0, 8)} of ${at}: ${results.length} tasks are done`);
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

/** A task whose condition was not met is asked again; what failed or never ran is to be done. */
function isWorthKeeping({ state, reason }: TaskResult): boolean {
  if (state === 'skipped') return reason?.startsWith('IF:') !== true;
  return state === 'succeeded' || state === 'no-op' || state === 'partial';
}

function exportState({ hooks }: PreparedRun): unknown {
  for (const { hooks: own } of hooks) if (own.exportState !== undefined) return own.exportState();
  return undefined;
}
