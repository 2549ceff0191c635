import type { System } from '../../system/port';
import type { PreparedRun } from '../prepare';
import { findCheckpoint, namesOfDone } from './find';
import { identifyBuild } from './identity';

/** A run that a line would go on with, and what it has done. */
export interface ResumedRun {
  readonly run: string;
  readonly done: readonly string[];
}

/**
 * The run that the line behind `--what-if` would go on with; undefined where it would begin anew.
 * @throws `noCheckpoint` (RUN044), `changedBuild` (RUN045), both 501.
 * @lazy
 */
export function askedCheckpoint(
  system: System,
  prepared: PreparedRun,
  version: string,
  redact: (value: unknown) => unknown,
): ResumedRun | undefined {
  const asked = { ...prepared, ...prepared.asked };
  const found = findCheckpoint(system, identifyBuild(system, asked, version, redact), asked);
  if (found === undefined) return undefined;
  return { run: found.run.slice(0, 8), done: namesOfDone(found, asked) };
}
