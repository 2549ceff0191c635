import { join } from 'node:path';
import {
  closeCheckpoint,
  readCheckpoints,
  tryLockCheckpoint,
  type BuildIdentity,
  type Checkpoint,
} from '../../journal';
import { recallTakenBack } from '../../journal/taken-back';
import { isDone } from '../../kernel/beneath';
import { isGreen } from '../../kernel/exit';
import { StackError } from '../../kernel/fault';
import { plainResult, type TaskResult } from '../../kernel/result';
import type { System } from '../../system/port';
import { changedBuild, noCheckpoint, secretNotKept } from './faults';
import type { PreparedRun } from '../prepare';
import { differencesOf, isSameAsked, lineOf, missingSecrets } from './identity';
import { typedLineOf } from './typed-line';

/** Where the checkpoints of all runs are. */
export function checkpointFolder({ loaded }: PreparedRun): string {
  return join(loaded.paths.state, 'checkpoints');
}

/**
 * The checkpoint that the line asks to go on with; undefined where it may begin one instead. With `run` the one of that run, found before, as it
 * is now.
 * @throws `noCheckpoint` (RUN044), `changedBuild` (RUN045), `secretNotKept` (RUN065), all 501.
 */
export function findCheckpoint(
  system: System,
  build: BuildIdentity,
  prepared: PreparedRun,
  run?: string,
): Checkpoint | undefined {
  const { checkpoint } = prepared.line.flags;
  const resume = run ?? prepared.line.flags.resume ?? '';
  const wanted = lineOf(prepared);
  const all = readCheckpoints(system, checkpointFolder(prepared)).filter((candidate) =>
    resume === '' ? isSameLine(candidate.build, build) : candidate.run.startsWith(resume.toLowerCase()),
  );
  const fitting = all.filter(isOpen);
  const last = fitting.at(-1);
  if (last === undefined || (resume !== '' && fitting.length > 1)) {
    // Both flags together: go on if there is something to go on with.
    if (checkpoint !== 'off') return undefined;
    // What was kept tells how it ended; of several that can be resumed it is not known which was meant.
    const ended = fitting.length > 0 ? undefined : all.at(-1);
    // One that was there a moment ago and is gone came to a good end meanwhile.
    const endedRun = ended?.run ?? run;
    throw noCheckpoint({
      line: ended?.build['the line'] ?? wanted,
      typed: typedLineOf(prepared),
      run: prepared.line.flags.resume === '' ? null : resume,
      ...(endedRun === undefined ? {} : { ended: endedRun.slice(0, 8) }),
      ...(ended === undefined || ended.closedBy === null ? {} : { by: ended.closedBy.slice(0, 8) }),
    });
  }
  const found = withoutTakenBack(system, prepared.loaded.paths.journal, last);
  const secrets = missingSecrets(found.build, prepared);
  if (secrets.length > 0)
    throw secretNotKept({ run: found.run.slice(0, 8), flags: secrets.map((name) => `--${name}`).join(' and ') });
  const done = doneResults(found).map(({ name }) => name);
  const differences = differencesOf(found.build, build, done);
  if (differences.length > 0)
    throw changedBuild({ run: found.run.slice(0, 8), line: typedLineOf(prepared), differences });
  return found;
}

/** What `Undo.Run` took back is not done. */
function withoutTakenBack(system: System, journal: string, found: Checkpoint): Checkpoint {
  const { since } = recallTakenBack(system, journal);
  const results = found.results.filter(({ name }) => !since(found.takenBack.get(name) ?? [], name));
  // What hooks remembered belongs to what was done.
  return { ...found, results, states: results.some(isDone) ? found.states : {} };
}

function isOpen({ status }: Checkpoint): boolean {
  return status === null || !isGreen(status);
}

/** A checkpoint of another run than the one at work. */
export type OtherCheckpoint = Pick<Checkpoint, 'path' | 'run'>;

/**
 * Closes what was left open of the same line, options and words: all of that is done now by the run `by`, and going on with it would do some of it
 * again. What was done there with other variables is another build, and a run that is still at work has its own end to come to. Answers which.
 * @param purpose the command, for whoever waits for a lock meanwhile.
 */
export function closeEarlier(
  system: System,
  build: BuildIdentity,
  prepared: PreparedRun,
  { by, purpose }: { readonly by: string; readonly purpose: string },
): readonly OtherCheckpoint[] {
  // Without what it needs a line is not done.
  if (prepared.line.flags.noDeps) return [];
  return readCheckpoints(system, checkpointFolder(prepared))
    .filter((open) => {
      const done = doneResults(open).map(({ name }) => name);
      return isOpen(open) && isSameLine(open.build, build) && isSameAsked(open.build, build, done);
    })
    .filter((open) => closeAnother(system, prepared, open, { status: 0, by, purpose }));
}

/** False, and nothing done, where a run is at work with it. */
export function closeAnother(
  system: System,
  { loaded }: PreparedRun,
  { path, run }: OtherCheckpoint,
  { status, by, purpose }: { readonly status: number; readonly by?: string; readonly purpose: string },
): boolean {
  const lock = tryLockCheckpoint(system, { folder: loaded.paths.locks, run, purpose });
  if (lock === undefined) return false;
  try {
    closeCheckpoint(path, status, by);
    return true;
  } finally {
    lock.release();
  }
}

function isSameLine(a: BuildIdentity, b: BuildIdentity): boolean {
  return a['the line'] === b['the line'] && a['the build root'] === b['the build root'];
}

/** What need not be done again. */
export function doneResults({ results }: Checkpoint): Checkpoint['results'] {
  return results.filter(isDone);
}

/** The tasks that are not begun again: one that repeats is, at each reference that is left. */
export function namesOfDone(checkpoint: Checkpoint, { graph }: Pick<PreparedRun, 'graph'>): readonly string[] {
  const names = doneResults(checkpoint).map(({ name }) => name);
  return names.filter((name) => graph.nodes.get(name)?.spec.repeats !== true);
}

/** Results of an earlier run as those of this one, which say so. */
export function resultsOf(kept: Checkpoint['results'], run: string): ReadonlyMap<string, TaskResult> {
  return new Map(kept.map((result) => [result.name, resultOf(result, run)]));
}

function resultOf({ warnings: _warnings, ...kept }: Checkpoint['results'][number], run: string): TaskResult {
  const then = `${isDone(kept) ? 'done' : 'ended so'} in run ${run.slice(0, 8)}`;
  const { error, blockedBy = null } = kept;
  return {
    ...plainResult,
    ...kept,
    blockedBy,
    reason: kept.reason === null ? then : `${kept.reason} (${then})`,
    error: error === undefined ? null : new StackError(error.code, error.exit, error.message, error.fix, error.data),
  };
}
