import { join } from 'node:path';
import { defineTask } from '../../lib/run/define-task';
import { findPastRun, listRuns } from '../../lib/run/past-runs';

export default defineTask({
  name: 'Runs.Show',
  summary: 'Show the record of one run: its tasks, times and outcome',
  config: 'optional',
  args: { usage: '[id]', describe: 'id of the run, or how it begins; default: the newest', max: 1 },
  run: ({ system, paths, args, log }) => {
    const runs = listRuns(system, paths.runs, (path) => {
      log.warn(`${path} is damaged and left out`);
    });
    const { run } = findPastRun(runs, args[0]);
    // It was read as a record a moment ago.
    return JSON.parse(system.files.read(join(paths.runs, `${run}.json`)).toString('utf8')) as unknown;
  },
});
