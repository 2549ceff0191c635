import { existsSync, readdirSync, watch } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  // A run that waits for a lock lets its timers fire, and says so by a file. So does its second task, which then waits for another one.
  ownTasks(sandbox, {
    'first.js': "{ name: 'First', summary: 's', run: () => 1 }",
    'second.js': `const { existsSync, writeFileSync } = require('node:fs');
      const { NAME, FAIL } = process.env;
      const timer = NAME ? setTimeout(() => writeFileSync(NAME + '.waits', ''), 1) : undefined;
      module.exports = { name: 'Second', summary: 's', deps: ['First'], timeout: 20_000, run: async ({ signal }) => {
        clearTimeout(timer);
        if (NAME) writeFileSync(NAME + '.works', '');
        while (NAME && !existsSync(NAME + '.go')) { signal.throwIfAborted(); await new Promise((go) => setTimeout(go, 20)); }
        if (FAIL) throw new Error('broken');
      } };\n`,
  });
});
afterEach(() => {
  sandbox.dispose();
});

/** `NAME` is what the files of a run begin with. */
function type(flags: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunResult> {
  const { NAME: name } = env;
  const named = name === undefined ? env : { ...env, NAME: sandbox.path(name) };
  return sandbox.run('clistack', ['Second', ...flags, '--json'], { env: named });
}

/** A file appears in the home. */
async function appears(name: string): Promise<void> {
  if (existsSync(sandbox.path(name))) return;
  await new Promise<void>((resolve) => {
    const watcher = watch(sandbox.home, () => {
      if (!existsSync(sandbox.path(name))) return;
      watcher.close();
      resolve();
    });
  });
}

const checkpoints = (): readonly string[] => readdirSync(`${sandbox.state}/checkpoints`);

it('who waited for a run goes on with that one, also when a newer one of the line was left open meanwhile', async () => {
  const held = type(['--checkpoint'], { NAME: 'held', FAIL: '1' });
  await appears('held.works');
  const [run = ''] = checkpoints();
  const waiting = type(['--resume', '--wait', '20s'], { NAME: 'other' });
  await appears('other.waits');
  expect(documentOf(await type(['--checkpoint'], { FAIL: '1' })).exit_code).toBe(500);
  for (const name of ['held.go', 'other.go']) sandbox.write(name, '');
  await held;
  expect(documentOf(await waiting)).toMatchObject({
    exit_code: 0,
    tasks: [{ task: 'First', reason: `done in run ${run.slice(0, 8)}` }, { task: 'Second' }],
  });
});

it('who waited for a run that came to a good end has nothing to go on with, and is told of that run', async () => {
  const held = type(['--checkpoint'], { NAME: 'held' });
  await appears('held.works');
  const [run = ''] = checkpoints();
  const waiting = type(['--resume', '--wait', '20s'], { NAME: 'other' });
  await appears('other.waits');
  sandbox.write('held.go', '');
  expect(documentOf(await held).exit_code).toBe(0);
  expect(documentOf(await waiting)).toMatchObject({
    exit_code: 501,
    error: {
      code: 'RUN044',
      message: `run ${run.slice(0, 8)} of 'Second' came to a good end: there is nothing to go on with`,
    },
  });
});

it('who waited for a run that came to a good end, and begins anew, is at work under a lock of its own', async () => {
  const held = type(['--checkpoint'], { NAME: 'held' });
  await appears('held.works');
  const waiting = type(['--checkpoint', '--resume', '--wait', '20s'], { NAME: 'other' });
  await appears('other.waits');
  sandbox.write('held.go', '');
  expect(documentOf(await held).exit_code).toBe(0);
  await appears('other.works');
  const third = await type(['--resume']);
  sandbox.write('other.go', '');
  expect(documentOf(third)).toMatchObject({ exit_code: 507, error: { code: 'SYS020' } });
  expect(documentOf(await waiting).exit_code).toBe(0);
  expect(readdirSync(`${sandbox.state}/locks`).filter((name) => name.startsWith('checkpoint'))).toEqual([]);
});
