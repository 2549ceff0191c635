import { defineTask } from '../lib/run/define-task';
import { renderTaskList } from '../lib/run/help';
import { nounOf } from '../lib/kernel/checks';

export default defineTask({
  name: 'Tasks',
  summary: 'List every task by noun',
  config: 'optional',
  run: ({ run }) => ({
    tasks: [...run.tasks.values()].map(({ name, summary, mutates = false }) => ({
      noun: nounOf(name),
      name,
      summary,
      mutates,
    })),
  }),
  show: renderTaskList,
});
