import { runMatrix } from '../../lib/proof/matrix';
import { withoutSources } from '../../lib/proof/repository';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Test.Matrix',
  summary: 'The suites on newer Nodes, fetched from the npm registry',
  deps: ['Test.Setup?'],
  config: 'optional',
  run: async ({ system, signal }) => withoutSources(system) ?? { suites: await runMatrix(system, signal) },
});
