import type { RunEvent } from '../kernel/result';
import type { RunLog } from './run-log';

/** At least one line when a task starts and one when it ends; a failure carries its code and data. */
export function logEvent(log: RunLog, event: RunEvent, elapsedMs: number): void {
  if (event.kind === 'started') {
    if (log.event(event.name, 'started', elapsedMs, ',"event":"started"', false)) return;
    log.forTask(event.name).info('started', { event: 'started' });
    return;
  }
  if (event.kind === 'retried') {
    const { attempt, error, waitMs } = event;
    log
      .forTask(event.name)
      .warn(`attempt ${attempt} failed: ${error.message}; trying again`, { attempt, wait_ms: waitMs });
    return;
  }
  const { name, state, status, error, reason, durationMs } = event.result;
  const duration_ms = Math.round(durationMs * 1000) / 1000;
  if (error === null && reason === null) {
    const fields = `,"event":"finished","state":"${state}","status":${status},"duration_ms":${duration_ms}`;
    if (log.event(name, state, elapsedMs, fields, true)) return;
  }
  const fields = { event: 'finished', state, status, duration_ms };
  if (error === null) log.forTask(name).info(state, { ...fields, ...(reason === null ? {} : { reason }) });
  else log.forTask(name).error(error.message, { ...fields, error: { code: error.code, data: error.data } });
}
