import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, doors, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** Whoever checks something in a listener for the end of the process says so when the answer is out. */
const atEnd = (body: string): string => `{ process.on('exit', () => { ${body} }); }`;
const listeners: readonly [title: string, body: string, code: string, told: string][] = [
  ['throws', atEnd("throw new Error('late')"), 'RUN500', 'Error: late'],
  ['sets a failing exit code', atEnd('process.exitCode = 3'), 'RUN070', 'RUN070: a listener for the end of the process asked for the status 3'],
  ['leaves with a failing exit code', atEnd('process.exit(4)'), 'RUN070', 'RUN070: a listener for the end of the process asked for the status 4'],
  ['sets one that the system takes for 0', atEnd('process.exitCode = 256'), 'RUN070', 'asked for the status 256'],
  ['throws before it', "{ process.once('beforeExit', () => { setTimeout(() => { throw new Error('late'); }, 20); }); }", 'RUN500', 'Error: late'],
]; // prettier-ignore

/** The record of the run that ended last. */
async function recorded(): Promise<unknown> {
  return documentOf(await sandbox.run('clistack', ['Runs.Show', '--json']))['data'];
}

describe.each(doors)('through %s', (door) => {
  it.each(listeners)('a listener for the end that %s is a failure of the run', async (_, body, code, told) => {
    sandbox.write('in.txt', '1');
    const files = `inputs: ['${sandbox.path('in.txt')}'], outputs: []`;
    ownTasks(sandbox, { 'late.js': `{ name: 'Late', summary: 's', ${files}, run: () => ${body} }` });
    for (const time of ['first', 'again']) {
      const { status, stderr } = await sandbox.run(door, ['Late']);
      expect({ time, status }).toEqual({ time, status: 500 % 256 });
      expect(stderr).toContain('error after the end: ');
      expect(stderr).toContain(told);
      // Not one that is fresh: it ran.
      expect(stderr).toContain('ok       Late');
      expect(await recorded()).toMatchObject({ task: 'Late', success: false, exit_code: 500, error: { code } });
    }
  });

  it.each([
    ['sets none', atEnd('process.exitCode = 0'), 0],
    ['leaves with none', atEnd('process.exit(0)'), 0],
    ['hands on the status it is given', "{ process.on('exit', (code) => { process.exitCode = code; }); }", 0],
    ['sets none after a failure', `${atEnd('process.exitCode = 0')} throw new Error('x');`, 500 % 256],
    ['sets another one after a failure', `${atEnd('process.exitCode = 3')} throw new Error('x');`, 500 % 256],
  ])('the status of the run stays where a listener %s', async (_, body, status) => {
    ownTasks(sandbox, { 'late.js': `{ name: 'Late', summary: 's', run: () => { ${body} } }` });
    const result = await sandbox.run(door, ['Late']);
    expect(result.status).toBe(status);
    expect(result.stderr).not.toContain('after the end');
  });
});

it('a dry run whose task file fails at the end leaves no record', async () => {
  const [listen, task] = ["process.on('exit', () => { process.exitCode = 3; });", "{ name: 'Late', summary: 's', run: () => 1 }"];
  ownTasks(sandbox, { 'late.js': `${listen}\nmodule.exports = ${task};\n` });
  const { status } = await sandbox.run('clistack', ['Late', '--dry-run']);
  expect(status).toBe(500 % 256);
  expect(documentOf(await sandbox.run('clistack', ['Runs.List', '--json']))['data']).toMatchObject({ runs: [] });
}); // prettier-ignore
