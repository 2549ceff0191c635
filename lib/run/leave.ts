import { combineStatuses, type ExitStatus } from '../kernel/exit';
import { writeErr } from '../system/terminal';
import { holdLastDoor } from './last-door';

const statuses: ExitStatus[] = [];

/**
 * Leaves a status to the process, for when it ends. The listener comes after every one that a task may have added, so none of them can
 * turn a failure into a success. Several sessions in one process (nodes in a user's own just series) end with the first failure.
 */
export function leaveStatus(status: ExitStatus): void {
  if (statuses.length === 0) process.on('uncaughtException', onLateError);
  statuses.push(status);
  const whole = (): ExitStatus => combineStatuses(statuses);
  process.exitCode = whole();
  process.on('exit', () => {
    process.exitCode = whole();
  });
  holdLastDoor(whole);
}

/** Thrown while the process ends, after the answer: there is no document any more that could say so. */
function onLateError(error: unknown): void {
  statuses.push(500);
  process.exitCode = combineStatuses(statuses);
  writeErr(`error after the end: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
