import { join } from 'node:path';
import { readOpenRuns } from '../../lib/journal/at-work';
import { defineTask } from '../../lib/run/define-task';
import { findPastRun, listRuns } from '../../lib/run/past-runs';

export default defineTask({
  name: 'Runs.Show',
  summary: 'Show the record of one run: its tasks, times and outcome',
  config: 'optional',
  taskFiles: 'optional',
  args: { usage: '[id]', describe: 'id of the run, or how it begins; default: the newest that has ended', max: 1 },
  run: ({ system, paths, args, log }) => {
    const marked = readOpenRuns(system, paths.runs);
    const runs = listRuns(system, paths.runs, (path) => {
      log.warn(`${path} is damaged and left out`);
    });
    // It may have come to its end just now.
    const open = marked.filter((one) => !runs.some(({ run }) => run === one.run));
    const { run } = findPastRun(args[0] === undefined ? runs : [...runs, ...open], args[0]);
    const [at] = open.filter((one) => one.run === run);
    if (at !== undefined) {
      const { isAtWork, ...told } = at;
      return { state: isAtWork ? 'running' : 'cut off', ...told };
    }
    // It was read as a record a moment ago.
    return JSON.parse(system.files.read(join(paths.runs, `${run}.json`)).toString('utf8')) as unknown;
  },
});
