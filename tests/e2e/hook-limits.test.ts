import { isAtWork } from '../support/is-at-work';
import { createSandbox, documentOf, doors, type Sandbox } from '../support/sandbox';
import { ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const note = (text: string): string => `require('fs').appendFileSync(__dirname + '/../notes', ${text} + '\\n')`;
const notes = (): string => sandbox.read('notes');
const withHooks = (hooks: string): void => {
  ownTasks(sandbox, {
    'hooks.js': `module.exports = { ${hooks} };\n`,
    'a.js': `{ name: 'A', summary: 's', run: () => ${note("'A'")} }`,
  });
};
const exitNotes = `exitBuild: (build, { status }) => ${note("'exit ' + status")}`;
/** It leaves with its children alone: the shell waits for what it has started. */
const children = `({ system }) => system.processes.run('sh', ['-c', 'sleep 60 & echo $! > "$HOME/child"; wait'])`;

describe.each(doors)('through %s', (door) => {
  it('enterBuild is told to stop at --timeout; nothing runs, and exit still follows', async () => {
    const listens = `({ signal }) => new Promise((_, no) => {
      const timer = setInterval(() => undefined, 1000);
      signal.addEventListener('abort', () => { ${note("'told'")}; clearInterval(timer); no(new Error('stopped')); });
    })`;
    withHooks(`enterBuild: ${listens}, ${exitNotes}`);
    const result = await sandbox.run(door, ['A', '--timeout', '200ms', '--json']);
    expect(result.status).toBe(508 % 256);
    expect(documentOf(result)).toMatchObject({
      exit_code: 508,
      error: { code: 'RUN016', message: 'enterBuild (hooks.js) took longer than 200 ms' },
      tasks: [],
    });
    expect(notes()).toBe('told\nexit 508\n');
  });

  it('exitBuild is ended at --timeout with its children, and the run is not green', async () => {
    withHooks(`exitBuild: ${children}`);
    const result = await sandbox.run(door, ['A', '--timeout', '500ms', '--json']);
    expect(result.status).toBe(508 % 256);
    expect(documentOf(result)).toMatchObject({
      exit_code: 508,
      error: { code: 'RUN016', message: 'exitBuild (hooks.js) took longer than 500 ms' },
      tasks: [{ task: 'A', state: 'succeeded' }],
    });
    expect(isAtWork(Number(sandbox.read('child')))).toBe(false);
  });
});

it('a hook that does not listen is given up, and what it holds open keeps no run from ending', async () => {
  withHooks(`enterBuild: () => new Promise(() => { setInterval(() => undefined, 1000); }), ${exitNotes}`);
  const result = await sandbox.run('clistack', ['A', '--timeout', '200ms', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 508, error: { code: 'RUN016' } });
  expect(notes()).toBe('exit 508\n');
});

it('a signal ends the children of enterBuild, and leaves exitBuild those it needs to tidy up', async () => {
  const tidies = `async ({ system }) => { await system.processes.run('sh', ['-c', 'sleep 0.2; echo tidied >> "$HOME/notes"']); }`;
  const waits = `({ system }) => system.processes.run('sh', ['-c', 'echo $$ > "$HOME/child"; exec sleep 60'])`;
  withHooks(`enterBuild: ${waits}, exitBuild: ${tidies}`);
  let sent = false;
  const result = await sandbox.run('clistack', ['A', '--json'], {
    onStart: (child) => {
      const looking = setInterval(() => {
        if (sent || !Object.hasOwn(sandbox.tree(), 'child') || sandbox.read('child') === '') return;
        sent = true;
        clearInterval(looking);
        child.kill('SIGINT');
      }, 50);
    },
  });
  expect(documentOf(result)).toMatchObject({ exit_code: 130, error: { code: 'RUN011' } });
  expect(isAtWork(Number(sandbox.read('child')))).toBe(false);
  expect(notes()).toBe('tidied\n');
});

it('the time of a hook around a task is its time', async () => {
  withHooks('enterTask: () => new Promise((then) => setTimeout(then, 600))');
  const { tasks } = documentOf(await sandbox.run('clistack', ['A', '--timeout', '200ms', '--json']));
  const [only] = tasks as readonly { readonly duration_ms: number }[];
  expect(only).toMatchObject({ task: 'A', state: 'failed', status: 508 });
  expect(only?.duration_ms).toBeGreaterThanOrEqual(200);
});

it('hooks that are in time are not touched by --timeout', async () => {
  withHooks(`enterBuild: async ({ signal }) => { await null; ${note("'enter ' + signal.aborted")}; }, ${exitNotes}`);
  const result = await sandbox.run('clistack', ['A', '--timeout', '20s', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 0 });
  expect(notes()).toBe('enter false\nA\nexit 0\n');
});
