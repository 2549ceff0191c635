import { defineTask } from '../lib/run/define-task';
import { describeTask, renderHelp } from '../lib/run/help';
import { readWith, warnOfConfig, whyMissing } from '../lib/run/invalid-config';

export default defineTask({
  name: 'Help',
  summary: 'Show what a task does, needs, takes and may change',
  config: 'optional',
  taskFiles: 'optional',
  args: { usage: '<task>', describe: 'the task to explain', min: 1, max: 1 },
  run: (context) => {
    const { args, run } = context;
    const described = readWith(
      () => whyMissing(context),
      () => describeTask(run.tasks, args[0] ?? ''),
    );
    warnOfConfig(context);
    return described;
  },
  show: renderHelp,
});
