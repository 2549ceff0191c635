import { join } from 'node:path';
import { defineTask } from '../../lib/run/define-task';
import { findPastRun, listRuns, withUnended } from '../../lib/run/past-runs';

export default defineTask({
  name: 'Runs.Show',
  summary: 'Show the record of one run: its tasks, times and outcome',
  config: 'optional',
  taskFiles: 'optional',
  args: { usage: '[id]', describe: 'id of the run, or how it begins; default: the newest that has ended', max: 1 },
  run: ({ system, paths, args, log }) => {
    const { runs, unended } = withUnended(system, paths.runs, () =>
      listRuns(system, paths.runs, (path) => {
        log.warn(`${path} is damaged and left out`);
      }),
    );
    const { run } = findPastRun(args[0] === undefined ? runs : [...runs, ...unended], args[0]);
    const at = unended.find((one) => one.run === run);
    if (at !== undefined) return at;
    // It was read as a record a moment ago.
    return JSON.parse(system.files.read(join(paths.runs, `${run}.json`)).toString('utf8')) as unknown;
  },
});
