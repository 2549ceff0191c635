import { runSuite } from '../../lib/proof/jest';
import { withoutSources } from '../../lib/proof/repository';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Test.Unit',
  summary: 'Unit, contract and architecture tests',
  deps: ['Test.Setup?'],
  config: 'optional',
  run: async ({ system, signal }) =>
    withoutSources(system) ??
    (await runSuite(
      system,
      { suite: 'unit', projects: ['unit', 'contract', 'architecture'], coverage: 'every file' },
      signal,
    )),
});
