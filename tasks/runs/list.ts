import { defineTask } from '../../lib/run/define-task';
import { listRuns, type PastRun } from '../../lib/run/past-runs';

export default defineTask({
  name: 'Runs.List',
  summary: 'List the runs on record, newest first',
  config: 'optional',
  taskFiles: 'optional',
  options: { limit: { type: 'integer', describe: 'at most so many', minimum: 1, maximum: 10_000, default: 20 } },
  run: ({ system, paths, options, log }) => {
    const runs = listRuns(system, paths.runs, (path) => {
      log.warn(`${path} is damaged and left out`);
    });
    return { runs: runs.slice(0, Number(options['limit'])) };
  },
  show: (data) => {
    const { runs } = data as { readonly runs: readonly PastRun[] };
    if (runs.length === 0) return 'no run is on record';
    return runs
      .map(
        ({ run, finished, exit_code: status, duration_ms: ms, command }) =>
          `${run.slice(0, 8)}  ${finished.slice(0, 19)}Z  ${String(status).padStart(3)}  ${String(ms).padStart(8)} ms  ${command}`,
      )
      .join('\n');
  },
});
