import { combineStatuses, type ExitStatus } from '../kernel/exit';

const statuses: ExitStatus[] = [];

/**
 * Leaves a status to the process, for when it ends. The listener comes after every one that a task may have added, so none of them can
 * turn a failure into a success. Several sessions in one process (nodes in a user's own just series) end with the first failure.
 */
export function leaveStatus(status: ExitStatus): void {
  statuses.push(status);
  const whole = combineStatuses(statuses);
  process.exitCode = whole;
  process.on('exit', () => {
    process.exitCode = whole;
  });
}
