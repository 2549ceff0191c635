import { describeTask, renderHelp } from '../../../lib/run/help';
import type { Task } from '../../../lib/run/define-task';

it('the help of a task made of jobs says which tasks it needs', () => {
  const first: Task = { name: 'First', summary: 's', run: () => null };
  const whole: Task = { name: 'Whole', summary: 's', jobs: ['First', () => 1, ['First?', 'Second']] };
  const help = describeTask(new Map([whole, first].map((task) => [task.name, task])), 'Whole');
  expect(renderHelp(help)).toContain('needs      First, [First? | Second]\n');
});
