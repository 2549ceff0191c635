import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Config.Schema',
  summary: 'Print the JSON Schema of the config',
  config: 'optional',
  taskFiles: 'optional',
  run: ({ run }) => run.configSchema,
});
