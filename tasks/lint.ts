import { lintFailed } from '../lib/proof/faults';
import { runLinters } from '../lib/proof/lint';
import { withoutSources } from '../lib/proof/repository';
import { defineTask } from '../lib/run/define-task';

export default defineTask({
  name: 'Lint',
  summary: "Check the project's own sources: types, rules, format, dead code, secrets, workflows",
  config: 'optional',
  run: async ({ system, signal }) => {
    const absent = withoutSources(system);
    if (absent !== undefined) return absent;
    const linters = await runLinters(system, signal);
    if (linters.length > 0) throw lintFailed({ linters });
    return { clean: true };
  },
  show: () => 'clean',
});
