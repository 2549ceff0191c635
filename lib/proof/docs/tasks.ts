import { describeTask, renderHelp } from '../../run/help';
import type { Task } from '../../run/define-task';

/** The help page of every task, one after the other. */
export function renderTasks(tasks: ReadonlyMap<string, Task>): string {
  const pages = [...tasks.keys()].flatMap((name) => {
    const help = renderHelp(describeTask(tasks, name)).split('\n\nevery task also takes')[0] ?? '';
    return [`## ${name}`, '', '```', help, '```', ''];
  });
  return [
    '# Tasks',
    '',
    'Generated from the tasks by `npm run generate`; `npx just Help <task>` prints the same.',
    '',
    ...pages,
  ].join('\n');
}
