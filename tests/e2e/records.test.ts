import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ownTasks } from '../support/own-tasks';
import { isAtWork } from '../support/is-at-work';
import { createSandbox, documentOf, doors, fixtureTasks, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [fixtureTasks] });
});
afterEach(() => {
  sandbox.dispose();
});

/** Data of an answer, from the file that holds the whole when it was cut. */
function wholeData(document: Record<string, unknown>): unknown {
  const file = document['data_file'];
  if (typeof file !== 'string') return document['data'];
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly data: unknown }).data;
}

it.each(doors)('lists the runs on record and shows one by how its id begins (%s)', async (door) => {
  await sandbox.run('clistack', ['Fixture.Note']);
  await sandbox.run('clistack', ['Fixture.Partial', 'Fixture.Note']);
  const list = documentOf(await sandbox.run(door, ['Runs.List', '--json']));
  const { runs } = wholeData(list) as {
    readonly runs: readonly { readonly run: string; readonly command: string; readonly exit_code: number }[];
  };
  expect(runs.map(({ command, exit_code: status }) => [command, status])).toEqual([
    ['Fixture.Partial Fixture.Note', 203],
    ['Fixture.Note', 0],
  ]);

  const shown = documentOf(await sandbox.run(door, ['Runs.Show', (runs[1]?.run ?? '').slice(0, 8), '--json']));
  expect(wholeData(shown)).toMatchObject({
    command: 'Fixture.Note',
    tasks: [{ task: 'Fixture.Note', state: 'succeeded' }],
  });
});

it('refuses a run that is not on record, and leaves a damaged record out', async () => {
  expect(documentOf(await sandbox.run('clistack', ['Runs.Show', '--json']))).toMatchObject({
    exit_code: 501,
    error: { code: 'RUN017' },
  });
  await sandbox.run('clistack', ['Fixture.Note']);
  sandbox.write('.local/state/clistack/reports/runs/00000000-0000-4000-8000-000000000000.json', '{ "run": ');
  const { stdout, stderr } = await sandbox.run('clistack', ['Runs.List']);
  expect(stdout).toContain('Fixture.Note');
  expect(stderr).toContain('is damaged and left out');
});

it('says whether an id fits several runs or none', async () => {
  for (const id of ['abcd1', 'abcd2'])
    sandbox.write(
      `.local/state/clistack/reports/runs/${id}000-0000-4000-8000-000000000000.json`,
      JSON.stringify({
        run: `${id}000-0000-4000-8000-000000000000`,
        corr_id: id,
        command: 'X',
        finished: '',
        exit_code: 0,
      }),
    );
  const errorOf = async (...args: readonly string[]): Promise<unknown> =>
    documentOf(await sandbox.run('clistack', [...args, '--json']))['error'];
  expect(await errorOf('Runs.Show', 'abcd')).toMatchObject({
    code: 'RUN017',
    message: "'abcd' fits 2 runs on record: give more of the id",
  });
  expect(await errorOf('Logs.Show', '--run', 'abcd')).toBeNull();
  expect(await errorOf('Logs.Show', '--run', 'ABCD')).toBeNull();
  expect(await errorOf('Logs.Show', '--run', 'abcd9')).toMatchObject({
    code: 'RUN017',
    message: "no run 'abcd9' is on record",
  });
});

it('shows lines of the log by run, task and level', async () => {
  const id = '11111111-2222-4333-8444-555555555555';
  await sandbox.run('clistack', ['Fixture.Chat', '--lines', '2'], { env: { CLISTACK_CORR_ID: id } });
  await sandbox.run('clistack', ['Fixture.Fail']);
  const show = async (...args: readonly string[]): Promise<readonly string[]> =>
    (await sandbox.run('clistack', ['Logs.Show', ...args])).stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/^\S+ +/, ''));
  expect(await show('--run', '11111111')).toEqual([
    'info    Fixture.Chat  started',
    'info    Fixture.Chat  line 0',
    'info    Fixture.Chat  line 1',
    'info    Fixture.Chat  succeeded',
  ]);
  expect(await show('--level', 'error')).toEqual(['error   Fixture.Fail  Fixture.Fail: the disk is made of cheese']);
  expect(await show('--task', 'Fixture.Fail', '--limit', '1')).toHaveLength(1);
});

it('shows the lines of a run by the id that Runs.List tells, where it was handed a correlation id', async () => {
  const id = '11111111-2222-4333-8444-555555555555';
  await sandbox.run('clistack', ['Fixture.Chat', '--lines', '1'], { env: { CLISTACK_CORR_ID: id } });
  const [name = ''] = readdirSync(join(sandbox.state, 'reports', 'runs'));
  const run = name.slice(0, 8);
  expect(run).not.toBe(id.slice(0, 8));
  for (const flags of [[], ['--follow']]) {
    const { stdout, status } = await sandbox.run('clistack', ['Logs.Show', '--run', run, ...flags]);
    const words = stdout.trim().split('\n').map((line) => line.split('  ').at(-1)); // prettier-ignore
    expect({ status, words }).toEqual({ status: 0, words: ['started', 'line 0', 'succeeded'] });
  }
});

it('tells the end of every task also of a run that is cut off', async () => {
  ownTasks(sandbox, {
    'exit.js': "{ name: 'Exit', summary: 's', jobs: ['Again', () => 1, 'Again', () => process.exit(0)] }",
    'again.js': "{ name: 'Again', summary: 's', repeats: true, run: () => 1 }",
  });
  const file = sandbox.path('events.ndjson');
  const cut = documentOf(await sandbox.run('clistack', ['Exit', '--json', '--json-events', file]));
  expect(cut).toMatchObject({ exit_code: 509, tasks: [{ task: 'Again' }, { task: 'Exit', state: 'failed' }] });
  const events = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
  expect(events.slice(-2)).toMatchObject([
    { event: 'ended', task: 'Exit', status: 509, error: { code: 'RUN010' } },
    { event: 'closed', status: 509 },
  ]);
});

it('tells every event in a file of JSON lines while it runs', async () => {
  const file = sandbox.path('events.ndjson');
  await sandbox.run('clistack', ['Fixture.Flaky', 'Fixture.Fail?', '--json-events', file]);
  const events = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.map(({ event, task, status }) => [event, task, status])).toEqual([
    ['started', 'Fixture.Flaky', undefined],
    ['retried', 'Fixture.Flaky', undefined],
    ['retried', 'Fixture.Flaky', undefined],
    ['ended', 'Fixture.Flaky', 0],
    ['started', 'Fixture.Fail', undefined],
    ['ended', 'Fixture.Fail', 500],
    ['closed', undefined, 201],
  ]);
  // Runs that share the file are told apart by it.
  const [run] = readdirSync(join(sandbox.state, 'reports', 'runs')).map((name) => name.replace('.json', ''));
  expect(new Set(events.map((event) => event['run']))).toEqual(new Set([run]));
  expect(events.filter(({ event }) => event === 'ended').map(({ why }) => why)).toEqual([null, null]);
});

it.each([
  ['in a folder that is not there', 'no/such/events', 'the folder <home>/no/such is not there', "mkdir -p '<home>/no/such'"],
  ['that is a folder', '.config', 'it is a folder', "ls -la '<home>/.config'"],
  ['below a file', 'plain/events', 'a part of the path is not a folder', "ls -la '<home>/plain'"],
  ['that is a link to nowhere', 'link', 'it is a link to what is not there', "ls -la '<home>/link'"],
  ['in a folder that takes no files', '/sys/clistack-events', /^(permission denied|the file system is read-only|operation not permitted)$/, "ls -la '/sys'"],
] as const)('refuses a file for events %s, before anything runs', async (_, name, reason, fix) => {
  sandbox.write('plain', '');
  symlinkSync(sandbox.path('no', 'where'), sandbox.path('link'));
  const file = name.startsWith('/') ? name : sandbox.path(name);
  const here = (text: string): string => text.replace('<home>', sandbox.home);
  const result = documentOf(await sandbox.run('clistack', ['Fixture.Note', '--json-events', file, '--json']));
  const { code, message, fix: next } = result['error'] as Record<'code' | 'message' | 'fix', string>;
  expect({ status: result.exit_code, code, fix: next }).toEqual({ status: 506, code: 'RUN063', fix: here(fix) });
  const [head, ...said] = message.split(': ');
  expect(head).toBe(`the events cannot be written to ${file}`);
  expect(said.join(': ')).toMatch(typeof reason === 'string' ? new RegExp(`^${here(reason)}$`) : reason);
  expect(result['tasks']).toEqual([]);
}); // prettier-ignore

it('tries a task again as it says, and says so', async () => {
  const { status, stderr } = await sandbox.run('clistack', ['Fixture.Flaky']);
  expect(status).toBe(0);
  expect(stderr).toContain('attempt 1 failed: Fixture.Flaky: attempt 1; trying again');
});

it('ends a task at --timeout with its whole tree, also where SIGTERM is ignored', async () => {
  const result = await sandbox.run('clistack', ['Fixture.Deaf', '--timeout', '500ms', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 508, error: { code: 'RUN016' } });
  for (const name of ['child', 'grandchild']) expect(isAtWork(Number(sandbox.read(name)))).toBe(false);
});

it('sums up where the time went: a table, the document, and a trace beside the reports', async () => {
  const { stdout, stderr } = await sandbox.run('clistack', ['Fixture.Flaky', 'Fixture.Note', '--summary', '--json']);
  expect(stderr).toMatch(/^\* Fixture\.Flaky +\d+ +0 +\d+ +succeeded$/m);
  const picture = sandbox.path('.local', 'state', 'clistack', 'reports', 'trace.json');
  expect(stderr).toContain(`\nthe same as a picture, for chrome://tracing or ui.perfetto.dev: ${picture}\n`);
  const rehearsed = await sandbox.run('clistack', ['Fixture.Note', '--summary', '--dry-run']);
  expect(rehearsed.stderr).not.toContain('picture');
  expect(JSON.parse(stdout)).toMatchObject({
    summary: { tasks: [{ task: 'Fixture.Flaky' }, { task: 'Fixture.Note' }] },
  });
  const trace: unknown = JSON.parse(sandbox.read('.local/state/clistack/reports/trace.json'));
  expect(trace).toMatchObject({
    traceEvents: [
      { name: 'Fixture.Flaky', ph: 'X' },
      { name: 'Fixture.Note', ph: 'X' },
    ],
  });
});

it('records the status that the process ends with, also where the answer cannot be said', async () => {
  const show = "() => { throw new Error('no words'); }";
  sandbox.write('mine/mute.js', `module.exports = { name: 'Mute', summary: 's', run: () => 1, show: ${show} };`);
  sandbox.config({ taskFolders: ['~/mine'] });
  const { status, stderr } = await sandbox.run('clistack', ['Mute']);
  expect(status).toBe(500 % 256);
  expect(stderr).toContain('error RUN500: Mute: no words');
  const { stdout } = await sandbox.run('clistack', ['Runs.List']);
  expect(stdout).toMatch(/^[0-9a-f]{8} {2}\S+ {2}500 .* Mute$/m);
});
