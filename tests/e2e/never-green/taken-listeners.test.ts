import { createSandbox, documentOf, doors, type Sandbox } from '../../support/sandbox';
import { task } from '../../support/never-green/case';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

const all = 'process.removeAllListeners();';
const never = 'return new Promise(() => undefined);';
const late = "setTimeout(() => { throw new Error('late'); }, 20);";
const pause = 'await new Promise((go) => setTimeout(go, 5));';

type Case = readonly [title: string, body: string, exit: number, code: string | undefined];

const cases: readonly Case[] = [
  ['a promise that never settles', `() => { ${all} ${never} }`, 509, 'RUN009'],
  ['one that never settles after an await', `async () => { ${pause} ${all} await new Promise(() => undefined); }`, 509, 'RUN009'],
  ['an exit code of 0 and a promise that never settles', `() => { ${all} process.exitCode = 0; ${never} }`, 509, 'RUN009'],
  ['an error of a timer', `() => { ${all} ${late} }`, 500, 'RUN500'],
  ['an error in the same turn', `() => { setTimeout(() => { ${all} throw new Error('late'); }, 5); ${never} }`, 500, 'RUN500'],
  ['an error of a timer while it waits', `() => { ${all} ${late} return new Promise((go) => setTimeout(go, 100)); }`, 500, 'RUN500'],
  ['a rejection that nobody handles', `() => { ${all} Promise.reject(new Error('lost')); }`, 500, 'RUN500'],
  ['process.exit(0) later', `() => { ${all} setTimeout(() => process.exit(0), 10); }`, 509, 'RUN010'],
  ['a timer that it leaves behind, and nothing else', `() => { setTimeout(() => { ${all} process.exitCode = 0; }, 20); }`, 0, undefined],
  ['an answer', `async () => { ${all} await null; return 1; }`, 0, undefined],
  ['what tells of it first', `() => { process.removeAllListeners('removeListener'); ${all} ${never} }`, 509, 'RUN009'],
  ['each by itself', `() => { for (const name of process.eventNames()) for (const one of process.listeners(name)) process.off(name, one); ${never} }`, 509, 'RUN009'],
  ['that of the end of the loop alone', `() => { process.removeAllListeners('beforeExit'); ${never} }`, 509, 'RUN009'],
  ['that of errors alone', `() => { process.removeAllListeners('uncaughtException'); ${late} }`, 500, 'RUN500'],
]; // prettier-ignore

describe.each(doors)('through %s', (door) => {
  it.each(cases)('a task that takes the listeners away has its answer: %s', async (_, body, exit, code) => {
    sandbox.write('tasks/own/case.js', task('Own.Case', body));
    const result = await sandbox.run(door, ['Own.Case', '--json']);
    expect(result.status).toBe(exit % 256);
    const error = code === undefined ? null : { code };
    expect(documentOf(result)).toMatchObject({ success: exit === 0, exit_code: exit, error });
  });
});

it('the next task that never settles is told by its name', async () => {
  sandbox.write('tasks/own/takes.js', task('Own.Takes', `() => { ${all} }`));
  sandbox.write('tasks/own/case.js', task('Own.Case', `() => { ${never} }`, "deps: ['Own.Takes'],"));
  const { status, stderr } = await sandbox.run('clistack', ['Own.Case']);
  expect(status).toBe(509 % 256);
  expect(stderr).toContain('error RUN009: never finished: Own.Case\n');
});

it('what fails afterwards shows no secret', async () => {
  const body = `({ secret }) => { secret('hidden-word'); ${all} setTimeout(() => { throw new Error('hidden-word'); }, 20); }`;
  sandbox.write('tasks/own/case.js', task('Own.Case', body));
  const { status, stdout, stderr } = await sandbox.run('clistack', ['Own.Case', '--json']);
  expect(status).toBe(500 % 256);
  expect(stdout).toContain('"RUN500"');
  expect(stdout + stderr).not.toContain('hidden-word');
});

it.each(['SIGTERM', 'SIGINT'] as const)('%s still ends such a run with an answer', async (signal) => {
  sandbox.write('tasks/own/case.js', task('Own.Case', `async () => { ${all} ${pause} console.error('taken'); await new Promise((go) => setTimeout(go, 10_000)); }`)); // prettier-ignore
  const result = await sandbox.run('clistack', ['Own.Case', '--json'], {
    onStderr: (text, child) => {
      if (text.includes('taken')) child.kill(signal);
    },
  });
  const exit = signal === 'SIGTERM' ? 143 : 130;
  expect(result.status).toBe(exit);
  expect(documentOf(result)).toMatchObject({ success: false, exit_code: exit });
});

it('a failed run stays one when a listener at the end takes away what is left of ours', async () => {
  const last = `const last = () => { ${all} process.exitCode = 0; process.on('beforeExit', last); }; last();`;
  sandbox.write('tasks/own/case.js', task('Own.Case', `() => { ${last} throw new Error('no'); }`));
  expect((await sandbox.run('clistack', ['Own.Case'])).status).toBe(500 % 256);
});
