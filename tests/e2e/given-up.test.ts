import { existsSync, rmSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    't/quick.js': `{ name: 'T.Quick', summary: 's', timeout: 100, run: ({ signal }) => new Promise((_, no) => {
      const timer = setInterval(() => undefined, 1000);
      signal.addEventListener('abort', () => { clearInterval(timer); no(new Error('stopped')); }); }) }`,
    't/deaf.js':
      "{ name: 'T.Deaf', summary: 's', timeout: 100, run: () => new Promise(() => { setInterval(() => 0, 1000); }) }",
    't/bg.js': `{ name: 'T.Bg', summary: 's', run: () => { setTimeout(() => require('fs').writeFileSync(__dirname + '/../../bg', 'x'), 700); } }`,
    't/bad.js': `{ name: 'T.Bad', summary: 's', run: () => { if (require('fs').existsSync(__dirname + '/../../bad')) throw new Error('no'); } }`,
    't/all.js': `{ name: 'T.All', summary: 's', deps: ['T.One', 'T.Bad', 'T.Bg'] }`,
    't/one.js': `{ name: 'T.One', summary: 's', deps: ['T.Quick?'] }`,
  });
});
afterEach(() => {
  sandbox.dispose();
});

const hasWritten = (): boolean => existsSync(sandbox.path('bg'));

it('what a task leaves for later is done although another one took too long and stopped when it was told to', async () => {
  const result = await sandbox.run('clistack', ['T.Bg', 'T.Quick?', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 201 });
  expect(hasWritten()).toBe(true);
});

it('and although one took too long in the run that is gone on with', async () => {
  sandbox.write('bad', '');
  await sandbox.run('clistack', ['T.All', '--checkpoint']);
  rmSync(sandbox.path('bad'));
  const result = await sandbox.run('clistack', ['T.All', '--resume', '--json']);
  expect(documentOf(result)).toMatchObject({
    exit_code: 201,
    tasks: expect.arrayContaining([
      expect.objectContaining({ task: 'T.One', reason: expect.stringMatching(/^done in/) as unknown }),
    ]) as unknown,
  });
  expect(hasWritten()).toBe(true);
});

it('a run with a task that was given up does not wait for what it holds open', async () => {
  const result = await sandbox.run('clistack', ['T.Deaf?', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 201 });
});
