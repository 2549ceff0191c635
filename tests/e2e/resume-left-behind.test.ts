import { readFileSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** What a task does after its end, the first time. */
const later = {
  'an error': "throw new Error('late')",
  'an exit': 'process.exit(0)',
  'a kill': "process.kill(process.pid, 'SIGKILL')",
};

it.each(Object.entries(later))('a task that left something behind is not done when %s ends that', async (_, ending) => {
  const file = `${sandbox.home}/ran.txt`;
  const leave = `const { appendFileSync, readFileSync } = require('fs');
module.exports = { name: 'Leave', summary: 's', run: () => {
  appendFileSync('${file}', 'x');
  if (readFileSync('${file}', 'utf8') === 'x') setTimeout(() => { ${ending}; }, 50);
} };\n`;
  ownTasks(sandbox, { 'leave.js': leave });
  const first = await sandbox.run('clistack', ['Leave', '--checkpoint', '--json']);
  expect([first.status, first.signal]).not.toEqual([0, null]);

  const resumed = await sandbox.run('clistack', ['Leave', '--resume', '--json']);
  expect(documentOf(resumed)).toMatchObject({ exit_code: 0, tasks: [{ task: 'Leave', reason: null }] });
  expect(resumed.stderr).toContain('so none of them counts as done');
  expect(readFileSync(file, 'utf8')).toBe('xx');
});

it('a task that left nothing behind is done when another one of the line failed', async () => {
  const bad = "{ name: 'Bad', summary: 's', run: () => { throw new Error('no'); } }";
  ownTasks(sandbox, { 'bad.js': bad, 'good.js': "{ name: 'Good', summary: 's', run: () => 1 }" });
  await sandbox.run('clistack', ['Good', 'Bad', '--checkpoint', '--json']);
  const resumed = await sandbox.run('clistack', ['Good', 'Bad', '--resume', '--json']);
  expect(resumed.stderr).toContain('1 task is done');
});
