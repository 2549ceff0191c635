import type { ExitStatus } from './exit';
import { isFailure, type TaskResult } from './result';
import type { TaskEnd } from './task';

/** What a result says of the end that a task's own code came to. */
export function endFields(end: TaskEnd): Pick<TaskResult, 'state' | 'status' | 'reason' | 'data'> {
  const { data } = end;
  switch (end.kind) {
    case 'partial':
      return { state: 'partial', status: end.status, reason: end.reason, data };
    case 'skipped':
      return { state: 'skipped', status: 0, reason: `${end.code}: ${end.reason}`, data };
    case 'no-op':
      return { state: 'no-op', status: 0, reason: null, data };
    case 'done':
      return { state: 'succeeded', status: 0, reason: null, data };
  }
}

/** What a task has come to with one more piece of its code: the last answer, and all that those before had to report. */
export function withEarlier(before: TaskEnd, end: TaskEnd): TaskEnd {
  if (before.kind !== 'partial') return end;
  if (end.kind !== 'partial') return { ...before, data: end.data };
  return { ...end, ...bothReports(before, end) };
}

/**
 * The one result of a task that had one more turn: the last, with what those before had to report, and did: a turn without anything to do takes
 * neither that back nor what they answered. Its rows stay where the last turn has none.
 * One that failed, was blocked or never began says so: the status of the run counts every turn.
 */
export function withEarlierTurn(before: TaskResult, last: TaskResult): TaskResult {
  const { startMs, durationMs, waitMs, earlier = [] } = before;
  // One that never began was no turn.
  const turns = durationMs > 0 ? [...earlier, { startMs, durationMs, waitMs }] : earlier;
  return turns.length === 0 ? endOfTurns(before, last) : { ...endOfTurns(before, last), earlier: turns };
}

function endOfTurns(before: TaskResult, last: TaskResult): TaskResult {
  if (isFailure(last)) return last;
  if (before.state === 'partial' && last.state === 'partial') return { ...last, ...bothReports(before, last) };
  const isIdle = last.state === 'skipped' || last.state === 'no-op';
  const hasRun = before.state === 'succeeded' || before.state === 'no-op';
  if (before.state !== 'partial' && !(isIdle && hasRun)) return last;
  const { state, status, reason } = before;
  // The code of one that was skipped has not run.
  const why = last.state === 'skipped' ? before.why : last.why;
  return { ...last, state, status, reason, why, data: last.data ?? before.data };
}

interface Report<S extends ExitStatus> {
  readonly status: S;
  readonly reason: string | null;
}

/** What was told already is not told again: a task with many turns may have the same to say in each. */
function bothReports<S extends ExitStatus>(
  before: Report<S>,
  end: Report<S>,
): Report<S | 205> & { readonly reason: string } {
  const [earlier, last] = [before.reason ?? '', end.reason ?? ''];
  return {
    status: before.status === end.status ? end.status : 205,
    reason: `; ${earlier}; `.includes(`; ${last}; `) ? earlier : `${earlier}; ${last}`,
  };
}

/** What Node throws where a signal was aborted; read by name, for it may come from another realm. */
export function isAbort(thrown: unknown): boolean {
  try {
    return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === 'AbortError';
  } catch {
    // What cannot be read is no abort of Node's.
    return false;
  }
}
