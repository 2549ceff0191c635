import { buildGraph } from '../lib/kernel/graph';
import { nounOf } from '../lib/kernel/checks';
import { defineTask } from '../lib/run/define-task';
import { renderTaskList } from '../lib/run/help';
import { warnOfConfig } from '../lib/run/invalid-config';
import { jobsOf } from '../lib/run/jobs';

export default defineTask({
  name: 'Tasks',
  summary: 'List every task by noun',
  config: 'optional',
  options: { parts: { type: 'boolean', describe: 'also what each is made of, in order', default: false } },
  run: (context) => {
    const { run, options } = context;
    warnOfConfig(context);
    const nodes =
      options['parts'] === true ? buildGraph(run.tasks, [...run.tasks.keys()], run.taskFiles).nodes : undefined;
    return {
      tasks: [...run.tasks.values()].map(({ name, summary, mutates = false }) => ({
        noun: nounOf(name),
        name,
        summary,
        mutates,
        ...(nodes === undefined ? {} : { jobs: jobsOf(nodes.get(name)) }),
      })),
    };
  },
  show: renderTaskList,
});
