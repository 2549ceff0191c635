import { defineTask } from '../lib/run/define-task';
import { explain, renderExplanation } from '../lib/run/explain';

export default defineTask({
  name: 'Explain',
  summary: 'Explain a fault code, an exit status, or all exit codes',
  config: 'optional',
  args: { usage: '<code>', describe: 'CFG001, 502, or exit-codes', min: 1, max: 1 },
  run: ({ args, system }) => explain(args[0] ?? '', system.files),
  show: renderExplanation,
});
