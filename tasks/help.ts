import { defineTask } from '../lib/run/define-task';
import { describeTask, renderHelp } from '../lib/run/help';
import { faultOf, readWith, warnOfConfig } from '../lib/run/invalid-config';

export default defineTask({
  name: 'Help',
  summary: 'Show what a task does, needs, takes and may change',
  config: 'optional',
  args: { usage: '<task>', describe: 'the task to explain', min: 1, max: 1 },
  run: (context) => {
    const { args, run, paths } = context;
    const described = readWith(
      () => faultOf(run.configProblems, paths.configFile),
      () => describeTask(run.tasks, args[0] ?? ''),
    );
    warnOfConfig(context);
    return described;
  },
  show: renderHelp,
});
