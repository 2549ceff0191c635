import { defineTask } from '../lib/run/define-task';
import { describeTask, renderHelp } from '../lib/run/help';

export default defineTask({
  name: 'Help',
  summary: 'Show what a task does, needs, takes and may change',
  config: 'optional',
  args: { usage: '<task>', describe: 'the task to explain', min: 1, max: 1 },
  run: ({ args, run }) => describeTask(run.tasks, args[0] ?? ''),
  show: renderHelp,
});
