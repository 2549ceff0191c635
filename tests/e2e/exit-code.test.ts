import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, doors, type Sandbox } from '../support/sandbox';
import { toldBy } from '../support/told';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const run = (...line: readonly string[]): Promise<Record<string, unknown>> => toldBy(sandbox, ...line);

it('what a task has made stays fresh when another one failed, also one that set its exit code as well', async () => {
  sandbox.write('in.txt', '1');
  const kept = `{ name: 'Kept', summary: 's', inputs: ['${sandbox.path('in.txt')}'], outputs: [], run: () => 1 }`;
  const bad = "{ name: 'Bad', summary: 's', run: () => { process.exitCode = 1; throw new Error('no'); } }";
  ownTasks(sandbox, { 'kept.js': kept, 'bad.js': bad });
  expect(await run('Kept', 'Bad')).toMatchObject({ code: 'RUN500', states: ['Kept succeeded', 'Bad failed'] });
  expect(await run('Kept')).toMatchObject({ states: ['Kept skipped'] });
});

describe('a failing exit code', () => {
  const code = (value: string, more = ''): string => `{ name: 'Code', summary: 's', ${more} run: ${value} }`;

  it.each(['0', 'undefined'])('that a later task sets back to %s is told, with the task that set it', async (back) => {
    const reset = `{ name: 'Reset', summary: 's', deps: ['Code'], run: () => { process.exitCode = ${back}; } }`;
    ownTasks(sandbox, { 'code.js': code('() => { process.exitCode = 4; }'), 'reset.js': reset });
    const told = { exit_code: 500, code: 'RUN030', message: 'process.exitCode was set to 4 while running Code' };
    expect(await run('Reset')).toMatchObject(told);
    // With lines that somebody listens to the tasks go another way.
    expect(await run('Reset', '--checkpoint')).toMatchObject(told);
  });

  it('of a task with code that takes its time is told with its name', async () => {
    const reset = "{ name: 'Reset', summary: 's', deps: ['Code'], run: () => { process.exitCode = 0; } }";
    ownTasks(sandbox, { 'code.js': code('async () => { await null; process.exitCode = 4; }'), 'reset.js': reset });
    expect(await run('Reset')).toMatchObject({ message: 'process.exitCode was set to 4 while running Code' });
  });

  it('that is set behind the end of its task is told without the sign of the line', async () => {
    ownTasks(sandbox, { 'code.js': code('() => { setTimeout(() => { process.exitCode = 4; }, 20); }') });
    expect(await run('Code?')).toMatchObject({
      exit_code: 500,
      message: 'process.exitCode was set to 4 while running Code',
    });
  });

  it('of a task that failed behind a safe reference is no success', async () => {
    ownTasks(sandbox, { 'code.js': code("() => { process.exitCode = 4; throw new Error('no'); }") });
    expect(await run('Code?')).toMatchObject({ exit_code: 500, code: 'RUN030' });
  });

  it.each(doors)('that is our own for a run without an end is told through %s', async (door) => {
    ownTasks(sandbox, { 'code.js': code('() => { process.exitCode = 509; }') });
    const result = await sandbox.run(door, ['Code', '--json']);
    expect(result.status).toBe(500 % 256);
    expect(documentOf(result)).toMatchObject({
      exit_code: 500,
      error: { code: 'RUN030', message: 'process.exitCode was set to 509 while running Code' },
    });
  });

  it.each(doors)('that a file sets while it is loaded is refused with its name, through %s', async (door) => {
    ownTasks(sandbox, { 'code.js': `process.exitCode = 3; module.exports = ${code('() => 1')};` });
    const result = await sandbox.run(door, ['Code', '--json']);
    expect(result.status).toBe(501 % 256);
    expect(documentOf(result)).toMatchObject({
      exit_code: 501,
      error: {
        code: 'RUN008',
        message: `${sandbox.path('mine/code.js')}: throws while loading: it set process.exitCode to 3`,
      },
    });
    expect((await sandbox.run(door, ['Config.Show'])).status).toBe(0);
  });

  it('of 0 that a file sets while it is loaded is none', async () => {
    ownTasks(sandbox, { 'code.js': `process.exitCode = 0; module.exports = ${code('() => 1')};` });
    expect(await run('Code')).toMatchObject({ exit_code: 0 });
  });
});

it('process.exit without a status is told without one', async () => {
  ownTasks(sandbox, { 'exit.js': "{ name: 'Exit', summary: 's', run: () => { process.exit(); } }" });
  expect(await run('Exit')).toMatchObject({ exit_code: 509, message: 'process.exit() was called while running Exit' });
});
