import { instrumentPackage } from '../../lib/proof/instrument';
import { runSuite } from '../../lib/proof/jest';
import { withoutSources } from '../../lib/proof/repository';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Test.E2E',
  summary: 'Typed commands through both doors on temporary homes',
  deps: ['Test.Setup?'],
  config: 'optional',
  run: async ({ system, signal }) => {
    const absent = withoutSources(system);
    if (absent !== undefined) return absent;
    const { root, hook } = await instrumentPackage(system, signal);
    const env = { CLISTACK_TEST_PACKAGE: root, CLISTACK_TEST_HOOK: hook };
    return runSuite(system, { suite: 'e2e', projects: ['e2e'], env }, signal);
  },
});
