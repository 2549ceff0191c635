import { defineTask } from '../lib/run/define-task';

export default defineTask({
  name: 'Bootstrap',
  summary: 'Set a machine up: variables first',
  deps: ['CentralizeApply'],
});
