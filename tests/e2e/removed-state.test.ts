import { existsSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** Runs a task that writes a file, has something of the state removed under its hands, and goes on as `then` says. */
function run(removes: string, then: string, ...flags: readonly string[]): Promise<RunResult> {
  const write = (name: string): string => `system.files.write(${JSON.stringify(sandbox.path(name))}, 'x');`;
  ownTasks(sandbox, {
    'own/task.js': `{ name: 'Own.Task', summary: 's', mutates: true, changes: 'files', run: ({ system, log }) => {
      ${write('one')} log.info('early');
      require('fs').rmSync(${JSON.stringify(sandbox.path(removes))}, { recursive: true });
      ${then === 'writes' ? write('two') : ''} log.info('late');
    } }`,
  });
  return sandbox.run('clistack', ['Own.Task', ...flags]);
}
const state = (name: string): string => `.local/state/clistack/${name}`;

it('nothing more is changed where the journal is gone, and nobody is sent to take back what cannot be', async () => {
  const { status, stderr } = await run(state('journal'), 'writes');
  expect(status).toBe(506 % 256);
  expect(stderr).toMatch(/journal\.jsonl does not exist/);
  expect(existsSync(sandbox.path('two'))).toBe(false);
  expect(stderr).not.toContain('take it back');
});

it('a journal that is gone when all is done is no success', async () => {
  const { status, stderr } = await run(state('journal'), 'ends');
  expect(status).toBe(506 % 256);
  expect(stderr).toContain('RUN031: the tasks ended, but the journal could not be written');
  expect(stderr).not.toContain('take it back');
});

it('nor are a checkpoint and a file of events', async () => {
  const gone = await run(state('checkpoints'), 'writes', '--checkpoint');
  expect([gone.status, existsSync(sandbox.path('two'))]).toEqual([506 % 256, true]);
  const events = await run('events', 'ends', '--json-events', sandbox.path('events'));
  expect(events.status).toBe(506 % 256);
  expect(events.stderr).toContain('the file of events could not be written: it is not there');
});

it('a log that is gone is begun anew', async () => {
  const { status } = await run(state('reports/logs'), 'ends');
  expect(status).toBe(0);
  const { lines } = documentOf(await sandbox.run('clistack', ['Logs.Show', '--json']))['data'] as {
    readonly lines: readonly { readonly msg: string }[];
  };
  expect(lines.map(({ msg }) => msg)).toContain('late');
});
