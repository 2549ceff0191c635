import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox, documentOf, type RunOptions, type Sandbox } from '../support/sandbox';
import { echo, installApi, ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** Hooks that write down when they are called; `over` replaces some. */
function noting(over = ''): string {
  return `const { appendFileSync } = require('node:fs');
const note = (text) => appendFileSync(__dirname + '/../notes', text + '\\n');
module.exports = {
  enterBuild: async ({ roots, dryRun }) => { await null; note('enter ' + roots.join(' ') + (dryRun ? ' dry' : '')); },
  exitBuild: async (build, { status }) => { await null; note('exit ' + status); },
  enterTask: ({ task }) => note('task ' + task),
  exitTask: ({ task }) => note('/task ' + task),
  enterJob: ({ task }) => note('job ' + task),
  exitJob: ({ task }) => note('/job ' + task),
  ${over}
};
`;
}
const notes = (): readonly string[] => readFileSync(sandbox.path('notes'), 'utf8').trim().split('\n');

const around = (name: string): readonly string[] => [`task ${name}`, `job ${name}`, `/job ${name}`, `/task ${name}`];

describe('hooks of a task folder', () => {
  it('18: hooks of a task folder surround the build, every task and every job', async () => {
    ownTasks(sandbox, {
      'hooks.js': noting(),
      'a.js': echo('A'),
      'two.js': "{ name: 'Two', summary: 's', jobs: [() => 1, 'A', () => 2] }",
    });
    const { status } = await sandbox.run('clistack', ['Two']);
    expect(status).toBe(0);
    expect(notes()).toEqual([
      'enter Two', 'task Two', 'job Two', '/job Two', ...around('A'), 'job Two', '/job Two', '/task Two', 'exit 0',
    ]); // prettier-ignore
  });

  it('18: exit is called where enter was, also when a job fails, takes too long, or the run is interrupted', async () => {
    ownTasks(sandbox, {
      'hooks.js': noting(),
      'bad.js': "{ name: 'Bad', summary: 's', run: () => { throw new Error('no'); } }",
      'slow.js':
        "{ name: 'Slow', summary: 's', timeout: 50, run: ({ signal }) => new Promise((_, no) => signal.addEventListener('abort', () => no(new Error('stopped')))) }",
      'wait.js':
        "{ name: 'Wait', summary: 's', run: ({ signal, log }) => { log.info('ready'); return new Promise((ok) => { const t = setInterval(() => 0, 1000); signal.addEventListener('abort', () => { clearInterval(t); ok(); }); }); } }",
      'deaf.js':
        "{ name: 'Deaf', summary: 's', run: ({ log }) => { log.info('ready'); return new Promise(() => setInterval(() => 0, 1000)); } }",
    });
    const interrupted = (): RunOptions => {
      let isTold = false;
      const onStderr: RunOptions['onStderr'] = (text, child) => {
        if (isTold || !text.includes('ready')) return;
        isTold = true;
        child.kill('SIGINT');
      };
      return { onStderr };
    };
    expect((await sandbox.run('clistack', ['Bad'])).status).toBe(500 % 256);
    expect((await sandbox.run('clistack', ['Slow'])).status).toBe(508 % 256);
    expect((await sandbox.run('clistack', ['Wait'], interrupted())).status).toBe(130);
    expect(notes()).toEqual([
      'enter Bad', ...around('Bad'), 'exit 500',
      'enter Slow', ...around('Slow'), 'exit 508',
      'enter Wait', ...around('Wait'), expect.stringMatching(/^exit /),
    ]); // prettier-ignore
    ownTasks(sandbox, { 'hooks.js': noting("exitBuild: (build, { status }) => note('exit ' + status),") });
    expect((await sandbox.run('clistack', ['Deaf'], interrupted())).status).toBe(130);
    expect(notes().at(-1)).toBe('exit 130');
  });

  it('18: a hook that throws fails the build and is named; exit still follows', async () => {
    const boom = (hook: string): string => noting(`${hook}: () => { throw new Error('boom of ${hook}'); },`);
    const failed = async (hook: string): Promise<unknown> => {
      ownTasks(sandbox, { 'hooks.js': boom(hook), 'a.js': echo('A') });
      const result = await sandbox.run('clistack', ['A', '--json']);
      expect(result.status).toBe(500 % 256);
      return documentOf(result);
    };
    const message = (of: string, hook: string): unknown => ({
      error: { code: 'RUN500', message: `${of}: boom of ${hook}` },
    });
    expect(await failed('enterBuild')).toMatchObject({
      ...(message('enterBuild (hooks.js)', 'enterBuild') as object),
      tasks: [],
    });
    expect(notes()).toEqual(['exit 500']);
    expect(await failed('exitBuild')).toMatchObject(message('exitBuild (hooks.js)', 'exitBuild') as object);
    for (const hook of ['enterTask', 'exitTask', 'enterJob', 'exitJob'])
      expect(await failed(hook)).toMatchObject(message('A', hook) as object);
    for (const hook of ['header', 'footer']) expect(await failed(hook)).toMatchObject(message(hook, hook) as object);
  });

  it('18: header and footer take the place of the lines of a task', async () => {
    const lines = "header: (task) => '>>> ' + task, footer: ({ name, state }) => '<<< ' + name + ' ' + state,";
    ownTasks(sandbox, { 'hooks.js': noting(lines), 'a.js': echo('A') });
    expect((await sandbox.run('clistack', ['A'])).stderr).toBe('>>> A\n<<< A succeeded\n');
    expect((await sandbox.run('clistack', ['A', '--quiet'])).stderr).toBe('');
  });

  it('18: hooks enter in the order of the folders and exit in the opposite one; what is no hook is refused', async () => {
    ownTasks(sandbox, {
      'hooks.js': noting("enterBuild: () => note('first'), exitBuild: () => note('/first'),"),
      'a.js': echo('A'),
    });
    sandbox.write(
      'more/hooks.js',
      noting("enterBuild: () => note('second'), exitBuild: () => note('/second'), enterJob: undefined,"),
    );
    sandbox.config({ taskFolders: ['~/mine', '~/more'] });
    await sandbox.run('clistack', ['A']);
    expect(notes().filter((note) => /first|second/.test(note))).toEqual(['first', 'second', '/second', '/first']);

    sandbox.write('more/hooks.js', 'module.exports = { enterBiuld: () => 1 };');
    const result = await sandbox.run('clistack', ['A', '--json']);
    expect(documentOf(result)).toMatchObject({
      exit_code: 501,
      error: {
        code: 'RUN008',
        message: expect.stringContaining("'enterBiuld' is no hook, did you mean enterBuild?") as unknown,
      },
    });
  });
});

it('hooks as the page of the public API shows them work as they stand', async () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'public-api.md'), 'utf8');
  const [, text = ''] = /```js\n\/\/ tasks\/hooks\.js\n([\s\S]*?)```/.exec(page) ?? [];
  installApi(sandbox);
  ownTasks(sandbox, { 'hooks.js': text, 'a.js': echo('A') });
  const { stderr } = await sandbox.run('clistack', ['A', '--verbose']);
  expect(stderr).toMatch(/about to run A[\s\S]*A: succeeded/);
});
