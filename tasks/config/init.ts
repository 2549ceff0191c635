import { initConfig } from '../../lib/config/init';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Config.Init',
  summary: 'Make a config file of your own to start from',
  config: 'optional',
  mutates: true,
  changes: 'one new config file, and its folder when it is missing',
  options: {
    file: { type: 'string', describe: 'where to put it; default: your own config folder', pattern: '.*\\.json$' },
  },
  run: ({ system, options, dryRun }) => {
    const { file } = options;
    return { ...initConfig(system, typeof file === 'string' ? file : undefined), dryRun };
  },
  show: (data) => {
    const { file, dryRun } = data as { readonly file: string; readonly dryRun: boolean };
    return `${dryRun ? 'would make' : 'made'} ${file}`;
  },
});
