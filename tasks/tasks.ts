import { defineTask } from '../lib/run/define-task';
import { renderTaskList } from '../lib/run/help';
import { jobsOf } from '../lib/run/jobs';
import { nounOf } from '../lib/kernel/checks';

export default defineTask({
  name: 'Tasks',
  summary: 'List every task by noun',
  config: 'optional',
  options: { parts: { type: 'boolean', describe: 'also what each is made of, in order', default: false } },
  run: ({ run, options }) => ({
    tasks: [...run.tasks.values()].map((task) => ({
      noun: nounOf(task.name),
      name: task.name,
      summary: task.summary,
      mutates: task.mutates ?? false,
      ...(options['parts'] === true ? { jobs: jobsOf(task) } : {}),
    })),
  }),
  show: renderTaskList,
});
