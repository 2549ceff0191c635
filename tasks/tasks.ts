import { buildGraph, type Graph } from '../lib/kernel/graph';
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
    const tasks = run.rows();
    if (options['parts'] !== true) return { tasks };
    const { nodes } = readWith(() => whyMissing(context), whole);
    return { tasks: tasks.map((row) => ({ ...row, jobs: jobsOf(nodes.get(row.name)) })) };
  },
  show: renderTaskList,
});
