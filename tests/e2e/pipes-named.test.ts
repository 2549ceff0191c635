import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { task } from '../support/never-green/case';

/** Files that somebody names and a run writes to, where a pipe lies in their place. */
let sandbox: Sandbox;
let pipe = '';
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  const note = "({ paths }) => require('fs').writeFileSync(paths.home + '/ran', '')";
  sandbox.write('tasks/own/case.js', task('Own.Case', note));
  pipe = sandbox.path('pipe');
  execFileSync('mkfifo', [pipe]);
});
afterEach(() => {
  sandbox.dispose();
});

/** One that waits for ever does not hear a signal either. */
const notForEver = ['timeout', '--signal=KILL', '10'];
const eventsIn = (lines: string): readonly string[] =>
  lines.trim().split('\n').map((line) => (JSON.parse(line) as { readonly event: string }).event); // prettier-ignore
const hasRun = (): boolean => sandbox.tree()['ran'] !== undefined;

it('--json-events to a pipe that nobody reads is refused, and nothing has run', async () => {
  const result = await sandbox.run('clistack', ['Own.Case', '--json', '--json-events', pipe], { wrap: notForEver });
  expect([result.status, hasRun()]).toEqual([506 % 256, false]);
  expect(documentOf(result)).toMatchObject({ exit_code: 506, error: { code: 'RUN063' } });
  expect(result.stderr).toBe(
    `error RUN063: the events cannot be written to ${pipe}: it is a pipe that nobody reads, or a socket\n  next: ls -la '${pipe}'\n`,
  );
});

it('--json-events to a pipe with a reader tells it every event', async () => {
  const reader = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  const { status } = await sandbox.run('clistack', ['Own.Case', '--json-events', pipe], { wrap: notForEver });
  const read = Buffer.alloc(65_536);
  const lines = read.toString('utf8', 0, readSync(reader, read));
  closeSync(reader);
  expect([status, eventsIn(lines)]).toEqual([0, ['started', 'ended', 'closed']]);
});

it('--json-events takes what is no file and has a reader', async () => {
  const throughPipe = ['sh', '-c', '"$@" 2>&1 | cat', 'sh'];
  const line = ['Own.Case', '--quiet', '--json-events'];
  const { stdout } = await sandbox.run('clistack', [...line, '/dev/stderr'], { wrap: throughPipe });
  expect(eventsIn(stdout)).toEqual(['started', 'ended', 'closed']);
  expect((await sandbox.run('clistack', [...line, '/dev/null'])).status).toBe(0);
});

it.each(['>', '2>'])('--json-events to the file behind %s is refused: one would write over the other', async (to) => {
  const file = sandbox.path('both');
  const result = await sandbox.run('clistack', ['Own.Case', '--json', '--json-events', file], {
    wrap: ['sh', '-c', `"$@" ${to} ${file}`, 'sh'],
  });
  expect([result.status, hasRun()]).toEqual([506 % 256, false]);
  const said = sandbox.read('both');
  expect(said).toContain(`the events cannot be written to ${file}: what this run says goes there too`);
  expect(said).not.toContain('"event"');
});

it('a step summary that is a pipe nobody reads is told, and keeps the run from nothing', async () => {
  const env = { GITHUB_STEP_SUMMARY: pipe };
  const result = await sandbox.run('clistack', ['Own.Case', '--json'], { env, wrap: notForEver });
  expect([result.status, hasRun()]).toEqual([506 % 256, true]);
  expect(documentOf(result)).toMatchObject({ exit_code: 506, error: { code: 'RUN031' } });
  expect(result.stderr).toContain('it is a pipe that nobody reads');
});
