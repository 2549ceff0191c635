import { recallTakenBack } from '../../journal/taken-back';
import { asFault } from '../../kernel/as-fault';
import { isDone } from '../../kernel/beneath';
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
import { checkpointFolder, closeAnother, closeEarlier, findCheckpoint, type OtherCheckpoint } from './find';
import { identifyBuild } from './identity';
import { lockWanted, orRelease } from './lock-wanted';
import type { RunCheckpoint, RunCheckpointOptions } from './run-checkpoint';
import { safeResult, safeStates, safeText } from '../safe-parts';
import { takeStates } from './states';
import { pastOf, takeUp } from './take-over';
import type { Warning } from '../warnings';

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
  const file = await orRelease(lock, async () => {
    if (resumed !== undefined) await takeUp(resumed, options);
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
  let ended = false;
  /** The status of a good end, as long as something may fail behind it: its file says so when nothing can any more. */
  let goodEnd: ExitStatus | undefined;
  /** What of other runs was closed with a good end of this one. */
  let others: readonly OtherCheckpoint[] = [];
  const tryTo = (write: (to: CheckpointFile) => void): void => {
    try {
      write(file);
    } catch (error) {
      // A hook of the user may have thrown. The next task does not begin, for it could not be gone on with.
      lost ??= asFault('the checkpoint', error);
    }
  };
  const demandWhole = (): void => {
    if (lost !== undefined) throw lost;
  };
  const end = (): void => {
    if (ended) return;
    ended = true;
    tryTo((to) => {
      if (goodEnd !== undefined && line.flags.checkpoint !== 'keep') to.remove();
      else {
        if (goodEnd !== undefined) to.close(goodEnd);
        to.end();
      }
    });
    lock.release();
  };
  const fail = (status: ExitStatus, isUndone: boolean): void => {
    goodEnd = undefined;
    tryTo((to) => {
      if (isUndone) to.undo();
      to.close(status);
      for (const other of others) closeAnother(system, prepared, other, { status, purpose: command });
    });
    end();
  };
  return {
    restored: past.restored,
    earlier: past.earlier,
    reach: (task) => {
      demandWhole();
      file.reached(task);
    },
    demandWhole,
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
      if (isGreen(status))
        tryTo((to) => {
          to.flush();
          others = closeEarlier(system, build, prepared, { by: runId, purpose: command });
        });
      if (!isGreen(status)) fail(status, false);
      else if (lost !== undefined) fail(lost.exit, false);
      else goodEnd = status;
      return lost;
    },
    failed: (status, isUndone) => {
      if (closed && !ended) fail(status, isUndone);
    },
    end,
  };
}

/**
 * Goes on with a run in a dry run: what is done already need not be recorded again. Nothing is written, and no lock is taken.
 * @throws `noCheckpoint` (RUN044), `changedBuild` (RUN045), both 501.
 * @lazy
 */
export async function rehearseCheckpoint(
  options: Pick<RunCheckpointOptions, 'system' | 'prepared' | 'version' | 'say' | 'onHook' | 'warnings' | 'redact'>,
): Promise<RunCheckpoint> {
  const { system, prepared, version, redact } = options;
  const resumed = findCheckpoint(system, identifyBuild(system, prepared, version, redact), prepared);
  if (resumed !== undefined) await takeUp(resumed, options);
  const { restored, earlier, noteEnd } = pastOf(resumed, options.warnings);
  return {
    restored,
    earlier,
    reach: () => undefined,
    demandWhole: () => undefined,
    noteEnd,
    waiting: () => undefined,
    settled: () => undefined,
    close: () => undefined,
    failed: () => undefined,
    end: () => undefined,
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

async function thenAlways<T>(act: () => T, then: () => Promise<void>): Promise<T> {
  try {
    return act();
  } finally {
    await then();
  }
}
