import { rmSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  sandbox.write('src/a.txt', 'a');
});
afterEach(() => {
  sandbox.dispose();
});

/** `own` is what the task has besides its files; `fail()` throws while the file called fail is there. */
function task(own: string): void {
  sandbox.write(
    'tasks/own/make.js',
    `const { existsSync } = require('fs');
     const fail = () => { if (existsSync(${JSON.stringify(sandbox.path('fail'))})) throw new Error('broken'); };
     module.exports = { name: 'Own.Make', summary: 'x', inputs: [${JSON.stringify(sandbox.path('src/*'))}], outputs: [], ${own} };\n`,
  );
}

const stateOf = async (...flags: readonly string[]): Promise<unknown> => {
  const { tasks } = documentOf(await sandbox.run('clistack', ['Own.Make', '--json', ...flags]));
  return (tasks as readonly { readonly state: string }[])[0]?.state;
};

it('a task whose last words failed runs again', async () => {
  task('run: () => 1, done: fail');
  sandbox.write('fail', '');
  expect(await stateOf()).toBe('failed');
  expect(await stateOf()).toBe('failed');
  rmSync(sandbox.path('fail'));
  expect([await stateOf(), await stateOf()]).toEqual(['succeeded', 'skipped']);
});

it('a task whose exit hook failed runs again', async () => {
  task('run: () => 1');
  sandbox.write('tasks/hooks.js', sandbox.read('tasks/own/make.js').replace(/module\.exports[^]*/, 'module.exports = { exitTask: fail };')); // prettier-ignore
  sandbox.write('fail', '');
  expect(await stateOf()).toBe('failed');
  rmSync(sandbox.path('fail'));
  expect([await stateOf(), await stateOf()]).toEqual(['succeeded', 'skipped']);
});

it('a task that was fresh and then failed runs again', async () => {
  task('run: fail');
  expect([await stateOf(), await stateOf()]).toEqual(['succeeded', 'skipped']);
  sandbox.write('fail', '');
  expect(await stateOf('--force')).toBe('failed');
  expect(await stateOf()).toBe('failed');
  rmSync(sandbox.path('fail'));
  expect([await stateOf('--force', '--dry-run'), await stateOf(), await stateOf()]).toEqual([
    'succeeded',
    'succeeded',
    'skipped',
  ]);
});

it('a dry run leaves a fresh task fresh', async () => {
  task('run: () => 1');
  expect([await stateOf(), await stateOf('--force', '--dry-run'), await stateOf()]).toEqual(['succeeded', 'succeeded', 'skipped']); // prettier-ignore
});

describe('a task that leaves something behind', () => {
  /** What it leaves ends the process, while the file called kill is there, as the system does it. */
  const withLeft = (more = ''): void => {
    const kill = `if (existsSync(${JSON.stringify(sandbox.path('kill'))})) process.kill(process.pid, 'SIGKILL');`;
    task(`run: () => { setTimeout(() => { ${kill} }, 100); }, ${more}`);
  };
  const killed = async (...flags: readonly string[]): Promise<void> => {
    sandbox.write('kill', '');
    expect((await sandbox.run('clistack', ['Own.Make', '--json', ...flags])).signal).toBe('SIGKILL');
    rmSync(sandbox.path('kill'));
  };

  it('runs again when its run was killed while it waited for that', async () => {
    withLeft();
    await killed();
    expect([await stateOf(), await stateOf()]).toEqual(['succeeded', 'skipped']);
  });

  it('runs again also where it was fresh before', async () => {
    withLeft();
    expect([await stateOf(), await stateOf()]).toEqual(['succeeded', 'skipped']);
    await killed('--force');
    expect([await stateOf(), await stateOf()]).toEqual(['succeeded', 'skipped']);
  });

  it('has its fresh pairs back when that came to a good end', async () => {
    withLeft('partial: true, outputs: (_, inputs) => inputs');
    expect(await stateOf()).toBe('succeeded');
    sandbox.write('src/b.txt', 'b');
    expect([await stateOf(), await stateOf()]).toEqual(['succeeded', 'skipped']);
  });
});
