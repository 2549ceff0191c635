import { describeTask, renderHelp } from '../../../lib/run/help';
import type { Task } from '../../../lib/run/define-task';

it('the help of a task made of jobs says which tasks it needs', () => {
  const first: Task = { name: 'First', summary: 's', run: () => null };
  const whole: Task = { name: 'Whole', summary: 's', jobs: ['First', () => 1, ['First?', 'Second']] };
  const help = describeTask(new Map([whole, first].map((task) => [task.name, task])), 'Whole');
  expect(renderHelp(help)).toContain('needs      First, [First? | Second]\n');
});

describe('what a task changes by the tasks that run with it', () => {
  const changing = { mutates: true, run: () => null } as const;
  const list: readonly Task[] = [
    { name: 'Whole', summary: 's', deps: ['half?', 'Gone'] },
    { name: 'Half', summary: 's', jobs: [() => 1, ['Deep~', 'Whole']] },
    { name: 'Deep', summary: 's', changes: 'deep', ...changing },
    { name: 'Guest', summary: 's', changes: 'guest', after: ['deep?'], ...changing },
    { name: 'Looks', summary: 's', run: () => null },
  ];
  const tasks = new Map(list.map((task) => [task.name, task]));

  it.each([
    ['made of others', 'Whole', ['Deep', 'Guest'], 'changes    what these change: Deep, Guest\n'],
    ['with others around it', 'Deep', ['Guest'], 'changes    deep\n           and what these change: Guest\n'],
    ['that is alone', 'Guest', [], 'changes    guest\n'],
    ['that looks', 'Looks', [], 'changes    nothing\n'],
  ])('is told of one %s', (_, name, names, line) => {
    const help = describeTask(tasks, name);
    expect(help.changing).toEqual(names);
    expect(renderHelp(help)).toContain(line);
  });
});
