import { defineTask } from '../lib/run/define-task';

export default defineTask({
  name: 'Rebuild',
  summary: 'Put this machine right: config, tools, variables, wrappers, cache links, health, updates',
  // The registries may be out of reach, and the machine is right all the same.
  deps: ['Config.Validate', 'Bootstrap', 'Enforce.Once', 'Health.Check', 'Update.Check?'],
});
