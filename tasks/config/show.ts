import { describeProblem, withSources } from '../../lib/config';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Config.Show',
  summary: 'Show the effective config with the source of every value',
  config: 'optional',
  taskFiles: 'optional',
  run: ({ config, paths, run, log }) => {
    for (const problem of run.configProblems) log.warn(`${describeProblem(problem)}; the defaults are shown`);
    return {
      file: paths.configFile,
      shipped: paths.shippedConfig,
      config: withSources(config, run.configSources),
      paths,
    };
  },
});
