import { nameKey } from '../lib/kernel/reference';
import { defineTask } from '../lib/run/define-task';
import { explain, renderExplanation } from '../lib/run/explain';
import { askedOf, planOf, renderPlan, type Plan } from '../lib/run/what-if';

export default defineTask({
  name: 'Explain',
  summary: 'Explain a fault code, an exit status, all exit codes, or what tasks would run',
  config: 'optional',
  args: { usage: '<code> | <task>...', describe: 'CFG001, 502, exit-codes, or names of tasks', min: 1 },
  run: ({ args, run, system, log }) => {
    const keys = new Set([...run.tasks.keys()].map(nameKey));
    if (run.asked === undefined && args.length === 1 && !keys.has(nameKey(args[0] ?? '')))
      return explain(args[0] ?? '', system.files, run.tasks.keys());
    if (run.configProblems.length > 0) log.warn('the config is invalid: most tasks would not run');
    return { plan: planOf(askedOf(run, args), run.taskFiles, system, run.resumed()) };
  },
  show: (data) => {
    const { plan } = data as { readonly plan?: Plan };
    return plan === undefined ? renderExplanation(data) : renderPlan(plan);
  },
});
