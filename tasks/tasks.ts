import { buildGraph, type Graph } from '../lib/kernel/graph';
import { nounOf } from '../lib/kernel/checks';
import type { TaskContext } from '../lib/run/context';
import { defineTask } from '../lib/run/define-task';
import { renderTaskList } from '../lib/run/help';
import { readWith, warnOfConfig, whyMissing } from '../lib/run/invalid-config';
import { jobsOf } from '../lib/run/jobs';

export default defineTask({
  name: 'Tasks',
  summary: 'List every task by noun',
  config: 'optional',
  taskFiles: 'optional',
  options: { parts: { type: 'boolean', describe: 'also what each is made of, in order', default: false } },
  run: (context) => {
    const { run, options } = context;
    warnOfConfig(context);
    const whole = (): Graph<TaskContext> => buildGraph(run.tasks, [...run.tasks.keys()], run.taskFiles);
    const nodes = options['parts'] === true ? readWith(() => whyMissing(context), whole).nodes : undefined;
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
