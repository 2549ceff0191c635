import { join } from 'node:path';
import { readCheckpoints, type BuildIdentity, type Checkpoint } from '../../journal';
import { plainResult, type TaskResult } from '../../kernel/result';
import type { System } from '../../system/port';
import { changedBuild, noCheckpoint } from '../faults';
import type { PreparedRun } from '../prepare';
import { differencesOf, lineOf } from './identity';

/** Where the checkpoints of all runs are. */
export function checkpointFolder({ loaded }: PreparedRun): string {
  return join(loaded.paths.state, 'checkpoints');
}

/**
 * The checkpoint that the line asks to go on with; undefined where it may begin one instead.
 * @throws `noCheckpoint` (RUN044), `changedBuild` (RUN045), both 501.
 */
export function findCheckpoint(system: System, build: BuildIdentity, prepared: PreparedRun): Checkpoint | undefined {
  const { resume = '', checkpoint } = prepared.line.flags;
  const wanted = lineOf(prepared);
  const open = readCheckpoints(system, checkpointFolder(prepared)).filter(
    ({ status }) => status === null || !isGreenNumber(status),
  );
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

/** What need not be done again, and says so. */
export function restoredResults({ results, run }: Checkpoint): ReadonlyMap<string, TaskResult> {
  return new Map(results.map((result) => [result.name, restoredResult(result, run)]));
}

function restoredResult(kept: Checkpoint['results'][number], run: string): TaskResult {
  const done = `done in run ${run.slice(0, 8)}`;
  return { ...plainResult, ...kept, reason: kept.reason === null ? done : `${kept.reason} (${done})` };
}

/** Of a status that was read from a file. */
export function isGreenNumber(status: number): boolean {
  return status === 0 || (status > 200 && status < 300);
}
