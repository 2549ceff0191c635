import type { exitStatuses } from './exit-statuses';

/** A status of the one table. */
export type ExitStatus = keyof typeof exitStatuses;

/** 20x: the work was done as far as it could be, and the caller should look at the answer. */
export type PartialStatus = 201 | 202 | 203 | 204 | 205 | 206;

/** What a task may end with when it failed. */
export type FailureStatus = Exclude<ExitStatus, 0 | PartialStatus>;

/** True for the handled partials of the table. */
export function isPartialStatus(status: ExitStatus): status is PartialStatus {
  return status > 200 && status < 300;
}

/** True for a run that came to a good end, handled partials included; the status may have been read from a file. */
export function isGreen(status: number): boolean {
  return status === 0 || (status > 200 && status < 300);
}

/** What a POSIX shell shows for a status: its low eight bits. */
export function shellStatus(status: ExitStatus): number {
  return status % 256;
}

/**
 * The status of a whole run from the statuses of its tasks, in the order the tasks ended: the first failure,
 * else the one kind of 20x there was, 205 for several kinds, else 0.
 */
export function combineStatuses(statuses: readonly ExitStatus[]): ExitStatus {
  const failure = statuses.find((status) => status !== 0 && !isPartialStatus(status));
  if (failure !== undefined) return failure;
  const kinds = new Set(statuses.filter(isPartialStatus));
  const [only] = kinds;
  if (only === undefined) return 0;
  return kinds.size === 1 ? only : 205;
}
