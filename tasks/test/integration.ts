import { runSuite } from '../../lib/proof/jest';
import { withoutSources } from '../../lib/proof/repository';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Test.Integration',
  summary: 'Tests with real folders, processes and locks',
  deps: ['Test.Setup?'],
  config: 'optional',
  run: async ({ system, signal }) =>
    withoutSources(system) ?? (await runSuite(system, { suite: 'integration', projects: ['integration'] }, signal)),
});
