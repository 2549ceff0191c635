import { recallTakenBack } from '../../journal/taken-back';
import { asFault } from '../../kernel/as-fault';
import { isDone } from '../../kernel/beneath';
import { counted } from '../../kernel/counted';
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
  type KeptResult,
} from '../../journal';
import type { System } from '../../system/port';
import type { PreparedRun } from '../prepare';
import { checkpointFolder, closeEarlier, doneResults, findCheckpoint, resultsOf } from './find';
import { identifyBuild } from './identity';
import { safeResult, safeStates, safeText } from '../safe-parts';
import { giveStates, takeStates } from './states';
import type { Warning, Warnings } from '../warnings';

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
  readonly warnings: Pick<Warnings, 'list' | 'repeat'>;
}

/** How a run that is checkpointed tells what it reached. */
export interface RunCheckpoint {
  /** What need not be done again. */
  readonly restored: ReadonlyMap<string, TaskResult>;
  /** All that ended in the run that is gone on with. */
  readonly earlier: ReadonlyMap<string, TaskResult>;
  /** Throws when it cannot be written: a task that could not be resumed must not begin. */
  readonly reach: (task: string) => void;
  /** `isHalf`: it had been told to stop, or left something at work, and may have done half of it. */
  readonly noteEnd: (result: TaskResult, isHalf: boolean) => void;
  /** What tasks began and did not wait for has not ended, or has failed: as long as that is so, none of those that ended is known to be done. */
  readonly waiting: () => void;
  readonly settled: () => void;
  /** The fault of a checkpoint that is not whole. */
  readonly close: (status: ExitStatus) => StackError | undefined;
}

/** Longer than another run that takes away what was left has a lock: that is no reason to refuse this one. */
const sweepMs = 100;

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
  const build = identifyBuild(system, prepared, version, redact);
  const find = (run?: string): Checkpoint | undefined =>
    line.flags.resume === undefined ? undefined : findCheckpoint(system, build, prepared, run);
  const sweep = (): Promise<void> => sweepCheckpoints(system, { folder, locks, keepDays, purpose: command });
  // Before the sweep, which may take what tells why there is nothing to go on with.
  const wanted = await thenAlways(find, sweep);
  const waitMs = Math.max(line.flags.waitMs, sweepMs);
  const lockOf = (run: string): Promise<CheckpointLock> =>
    lockCheckpoint(system, { folder: locks, run, waitMs, purpose: command, signal });
  const { lock, resumed } = await lockWanted(wanted?.run, runId, lockOf, find);
  const past = pastOf(resumed, options.warnings);
  const file = orRelease(lock, () => {
    if (resumed !== undefined) {
      takeUp(resumed, options);
    }
    const takenBack = recallTakenBack(system, loaded.paths.journal).marks();
    return openCheckpoint(system, folder, {
      run: runId,
      command: safeText(command, redact),
      build,
      takenBack,
      resumed,
    });
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
    restored: past.restored,
    earlier: past.earlier,
    reach: (task) => {
      if (lost !== undefined) throw lost;
      file.reached(task);
    },
    noteEnd: (result, isHalf) => {
      if (past.noteEnd(result) || result.state === 'cancelled' || (isHalf && isDone(result))) return;
      const kept = safeResult(keptOf(result, options.warnings.list), redact);
      tryTo((to) => {
        const states = isDone(result) ? takeStates(prepared.hooks) : undefined;
        to.ended(kept, states === undefined ? undefined : safeStates(states, redact));
      });
    },
    waiting: () => {
      tryTo((to) => {
        to.waiting();
      });
    },
    settled: () => {
      tryTo((to) => {
        to.settled();
      });
    },
    close: (status) => {
      if (closed) return lost;
      closed = true;
      tryTo((to) => {
        to.close(status, !isGreen(status) || line.flags.checkpoint === 'keep');
        if (isGreen(status)) closeEarlier(system, build, prepared, command);
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
  options: Pick<RunCheckpointOptions, 'system' | 'prepared' | 'version' | 'say' | 'warnings' | 'redact'>,
): RunCheckpoint {
  const { system, prepared, version, redact } = options;
  const resumed = findCheckpoint(system, identifyBuild(system, prepared, version, redact), prepared);
  if (resumed !== undefined) takeUp(resumed, options);
  const { restored, earlier, noteEnd } = pastOf(resumed, options.warnings);
  return {
    restored,
    earlier,
    reach: () => undefined,
    noteEnd,
    waiting: () => undefined,
    settled: () => undefined,
    close: () => undefined,
  };
}

/** What this run takes over of an earlier one; `noteEnd` is true for what has just been taken over, and repeats its warnings. */
function pastOf(
  resumed: Checkpoint | undefined,
  warnings: RunCheckpointOptions['warnings'],
): Pick<RunCheckpoint, 'restored' | 'earlier'> & { readonly noteEnd: (result: TaskResult) => boolean } {
  const { results = [], run = '' } = resumed ?? {};
  const earlier = resultsOf(results, run);
  const told = new Map(results.map(({ name, warnings: said = [] }) => [name, said]));
  return {
    // The same objects: by that it is known which of them were taken over.
    restored: new Map([...earlier].filter(([name]) => results.some((kept) => kept.name === name && isDone(kept)))),
    earlier,
    noteEnd: (result) => {
      if (earlier.get(result.name) !== result) return false;
      warnings.repeat(result.name, told.get(result.name) ?? []);
      return true;
    },
  };
}

function keptOf(
  { name, state, status, reason, data, error, blockedBy }: TaskResult,
  warnings: readonly Warning[],
): KeptResult {
  const said = warnings.filter(({ task }) => task === name).map(({ message }) => message);
  return {
    ...{ name, state, status, reason, data },
    ...(error === null ? {} : { error: errorFields(error) }),
    ...(blockedBy === null ? {} : { blockedBy }),
    ...(said.length === 0 ? {} : { warnings: said }),
  };
}

/** An error is no plain data: of itself JSON would keep its code alone. */
function errorFields({ code, exit, message, fix, data }: StackError): NonNullable<KeptResult['error']> {
  return { code, exit, message, fix, data };
}

function takeUp(checkpoint: Checkpoint, { prepared, say }: Pick<RunCheckpointOptions, 'prepared' | 'say'>): void {
  const { run, at, states, isUnsettled } = checkpoint;
  giveStates(prepared.hooks, states);
  const count = doneResults(checkpoint).length;
  const done = isUnsettled
    ? `what its tasks had left behind did not come to a good end, so none of them counts as done, and ${count} of before`
    : `${counted(count, 'task')} ${count === 1 ? 'is' : 'are'} done`;
  say(`going on with run ${run.slice(0, 8)} of ${at}: ${done}`);
}

/**
 * The wanted checkpoint as it is when its lock is ours: whoever held it may have come further meanwhile. Where he came to the end, a new one begins,
 * under the lock of its own name.
 */
async function lockWanted(
  wanted: string | undefined,
  own: string,
  lockOf: (run: string) => Promise<CheckpointLock>,
  find: (run: string) => Checkpoint | undefined,
): Promise<{ readonly lock: CheckpointLock; readonly resumed: Checkpoint | undefined }> {
  if (wanted === undefined) return { lock: await lockOf(own), resumed: undefined };
  const lock = await lockOf(wanted);
  const resumed = orRelease(lock, () => find(wanted));
  if (resumed !== undefined) return { lock, resumed };
  lock.release();
  return { lock: await lockOf(own), resumed: undefined };
}

async function thenAlways<T>(act: () => T, then: () => Promise<void>): Promise<T> {
  try {
    return act();
  } finally {
    await then();
  }
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
