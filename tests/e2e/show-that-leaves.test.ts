import { ownTasks } from '../support/own-tasks';
import { createSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    't/show.js': "{ name: 'T.Show', summary: 's', run: () => 1, show: () => process.exit(0) }",
    't/fail.js': "{ name: 'T.Fail', summary: 's', run: () => { throw new Error('the cause'); } }",
  });
});
afterEach(() => {
  sandbox.dispose();
});

it('words of a task that leave the process are a failure that is told', async () => {
  const { status, stderr } = await sandbox.run('clistack', ['T.Show']);
  expect(status).toBe(500 % 256);
  expect(stderr).toContain('error RUN500: T.Show: calls process.exit(0)');
});

it('and do not take the cause of another failure with them', async () => {
  const { status, stderr } = await sandbox.run('clistack', ['T.Show', 'T.Fail']);
  expect(status).toBe(500 % 256);
  expect(stderr).toContain('error RUN500: T.Fail: the cause');
});

it('words of a task that are none say nothing', async () => {
  ownTasks(sandbox, { 't/odd.js': "{ name: 'T.Odd', summary: 's', run: () => 1, show: () => undefined }" });
  expect(await sandbox.run('clistack', ['T.Odd'])).toMatchObject({ status: 0, stdout: '' });
});

it('words of a task that are a generator, of which nothing runs, are a failure that is told', async () => {
  ownTasks(sandbox, { 't/odd.js': "{ name: 'T.Odd', summary: 's', run: () => 1, show: function* () { yield 'x'; } }" });
  const { status, stderr } = await sandbox.run('clistack', ['T.Odd']);
  expect([status, stderr]).toEqual([509 % 256, expect.stringContaining('error RUN059')]);
});

it.each([
  ['a promise', 'async () => "x"'],
  ['a promise', 'async () => { throw new Error("late"); }'],
  ['a function', '() => () => "x"'],
  ['a symbol', '() => Symbol("x")'],
])('words of a task that are %s are a failure that is told', async (what, show) => {
  ownTasks(sandbox, { 't/odd.js': `{ name: 'T.Odd', summary: 's', run: () => 1, show: ${show} }` });
  const { status, stdout, stderr } = await sandbox.run('clistack', ['T.Odd']);
  expect([status, stdout]).toEqual([500 % 256, '']);
  expect(stderr).toContain(`error RUN500: T.Odd: its show answers ${what}, and not a text`);
  // What becomes of it is told nowhere else.
  expect(stderr).not.toMatch(/late|after the end/);
});
