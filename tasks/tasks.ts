import { buildGraph, type Graph } from '../lib/kernel/graph';
import { nounOf } from '../lib/kernel/checks';
import type { TaskContext } from '../lib/run/context';
import { defineTask, type Task } from '../lib/run/define-task';
import { renderTaskList } from '../lib/run/help';
import { readWith, warnOfConfig, whyMissing } from '../lib/run/invalid-config';
import { jobsOf } from '../lib/run/jobs';

interface Row {
  readonly noun: string;
  readonly name: string;
  readonly summary: string;
  readonly mutates: boolean;
}

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
    const tasks = [...run.tasks.values()].map(rowOf);
    if (options['parts'] !== true) return { tasks };
    const { nodes } = readWith(() => whyMissing(context), whole);
    return { tasks: tasks.map((row) => ({ ...row, jobs: jobsOf(nodes.get(row.name)) })) };
  },
  show: renderTaskList,
});

function rowOf({ name, summary, mutates = false }: Pick<Task, 'name' | 'summary' | 'mutates'>): Row {
  return { noun: nounOf(name), name, summary, mutates };
}
