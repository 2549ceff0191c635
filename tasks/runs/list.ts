import { defineTask } from '../../lib/run/define-task';
import { listRuns, withUnended, type PastRun, type UnendedRun } from '../../lib/run/past-runs';

export default defineTask({
  name: 'Runs.List',
  summary: 'List the runs on record, newest first, above them those that are at work or were killed',
  config: 'optional',
  taskFiles: 'optional',
  options: { limit: { type: 'integer', describe: 'at most so many', minimum: 1, maximum: 10_000, default: 20 } },
  run: ({ system, paths, options, log }) => {
    const read = (): readonly PastRun[] =>
      listRuns(system, paths.runs, (path) => {
        log.warn(`${path} is damaged and left out`);
      });
    const { runs, unended } = withUnended(system, paths.runs, read);
    // This one is at work as well.
    const others = unended.filter(({ pid }) => pid !== system.machine.pid);
    const limit = Number(options['limit']);
    const shown = others.slice(0, limit);
    return { unended: shown, runs: runs.slice(0, limit - shown.length) };
  },
  show: (data) => {
    const { unended, runs } = data as { readonly unended: readonly UnendedRun[]; readonly runs: readonly PastRun[] };
    const lines = [
      ...unended.map(
        ({ run, since, state, command }) =>
          `${run.slice(0, 8)}  ${since.slice(0, 19)}Z  ${state.padEnd(16)}  ${command}`,
      ),
      ...runs.map(
        ({ run, finished, exit_code: status, duration_ms: ms, command }) =>
          `${run.slice(0, 8)}  ${finished.slice(0, 19)}Z  ${String(status).padStart(3)}  ${String(ms).padStart(8)} ms  ${command}`,
      ),
    ];
    return lines.length === 0 ? 'no run is on record' : lines.join('\n');
  },
});
