import type { TaskResult } from './result';
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
  const status = before.status === end.status ? end.status : 205;
  return { ...end, status, reason: `${before.reason}; ${end.reason}` };
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
