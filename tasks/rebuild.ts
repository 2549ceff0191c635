import { defineTask } from '../lib/run/define-task';

export default defineTask({
  name: 'Rebuild',
  summary: 'Put this machine right: config, variables, cache links, health',
  deps: ['Config.Validate', 'Bootstrap', 'Enforce.Once', 'Health.Check'],
});
