import { symlinkSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    'well.js': `{ name: 'Well', summary: 's', run: () => 'done' }`,
    'badly.js': `{ name: 'Badly', summary: 's', run: () => { throw new Error('no luck'); } }`,
  });
  // What leads to itself nobody can look into, root neither.
  sandbox.write('.local/state/clistack/x', '');
  symlinkSync('completion', sandbox.path('.local/state/clistack/completion'));
});
afterEach(() => {
  sandbox.dispose();
});

it('where nobody can look for the words of the completion, a run that fails says why, and no more', async () => {
  const { stderr, status } = await sandbox.run('clistack', ['Badly']);
  expect(stderr).toMatch(/^failed {3}Badly: no luck \(.*\n+error RUN500: Badly: no luck\n {2}at .*\n {2}next: .*\n$/);
  expect(status).toBe(500 & 0xff);
});

it('and one that succeeds does so: no shell reads them there', async () => {
  const { stdout, stderr, status } = await sandbox.run('clistack', ['Well']);
  expect({ stdout, status }).toEqual({ stdout: '"done"\n', status: 0 });
  expect(stderr).toMatch(/^ok {7}Well \(.*\)\n$/);
});

it('where nobody can look for what a killed run has left, nothing runs, and it is said once', async () => {
  symlinkSync('journal', sandbox.path('.local/state/clistack/journal'));
  const { stdout, stderr, status } = await sandbox.run('clistack', ['Well']);
  expect({ stdout, status }).toEqual({ stdout: '', status: 506 & 0xff });
  expect(stderr).toMatch(/^error SYS\d+: .*\/journal\/link-away\.json: .*\n {2}next: .*\n$/);
});
