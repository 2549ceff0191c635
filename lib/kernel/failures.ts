import { combineStatuses, type ExitStatus } from './exit';
import { isFailure, type TaskResult } from './result';
import type { ParsedReference } from './reference';
import { TaskRun } from './task-run';

/** Which failures are those of the run. */
export interface Failures<C> {
  /** From now on the failure of this task is that of the run, also when it began behind a safe reference. */
  readonly demand: (run: TaskRun<C>) => void;
  /** A task that the run depends on has ended. */
  readonly note: (result: TaskResult) => void;
  /** The status of the whole: a failure that only safe references led to counts as 201. */
  readonly statusOf: (results: readonly TaskResult[]) => ExitStatus;
}

export function createFailures<C>(onFailure: () => void): Failures<C> {
  const hard = new Set<string>();
  const note = (result: TaskResult): void => {
    if (!isFailure(result)) return;
    hard.add(result.blockedBy ?? result.name);
    onFailure();
  };
  return {
    note,
    demand: (run) => {
      if (run.result !== undefined) note(run.result);
      if (run.hard || run.result !== undefined) return;
      for (let open = [run], one = open.pop(); one !== undefined; one = open.pop()) {
        if (one.hard || one.result !== undefined) continue;
        one.hard = true;
        const job = one.node.jobs[one.at];
        if (job !== undefined && typeof job !== 'function')
          for (const [index, needed] of one.needs.entries())
            if ('needs' in needed && job[index]?.safe === false) open.push(needed);
      }
    },
    statusOf: (results) =>
      combineStatuses(results.map(({ name, state, status }) => (state === 'failed' && !hard.has(name) ? 201 : status))),
  };
}

/** The failure among those that a task needs, if it matters to it. */
export function blockerOf<C>(
  needs: readonly (TaskRun<C> | TaskResult)[],
  references: readonly ParsedReference[],
): TaskResult | undefined {
  for (let index = 0; index < needs.length; index += 1) {
    const needed = needs[index];
    const result = needed instanceof TaskRun ? needed.result : needed;
    if (result !== undefined && isFailure(result) && references[index]?.safe === false) return result;
  }
  return undefined;
}
