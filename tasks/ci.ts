import { withoutSources } from '../lib/proof/repository';
import { defineTask } from '../lib/run/define-task';

export default defineTask({
  name: 'CI',
  summary: 'Everything that has to hold before a change lands',
  deps: ['Lint', 'Test.Unit', 'Test.Integration', 'Test.E2E', 'Test.Windows', 'Test.Coverage'],
  config: 'optional',
  // All that it is made of is skipped then: that nothing was checked must not look like a good end.
  run: ({ system }) => withoutSources(system),
});
