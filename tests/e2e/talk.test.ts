import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, fixtureTasks, packageRoot, type Sandbox } from '../support/sandbox';
import { changedPaths, snapshot } from '../support/snapshot';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [fixtureTasks] });
});
afterEach(() => {
  sandbox.dispose();
});

const logs = (): string => join(sandbox.state, 'reports', 'logs');
const logText = (): string =>
  readdirSync(logs())
    .map((name) => readFileSync(join(logs(), name), 'utf8'))
    .join('');
const escape = '\u001b';

it('writes nothing at all in a dry run', async () => {
  sandbox.write('src/a/.ruff_cache/f', '');
  const before = snapshot(sandbox.home);
  const { status } = await sandbox.run('clistack', ['Rebuild', '--dry-run']);
  expect(status).toBe(0);
  expect(changedPaths(before, snapshot(sandbox.home))).toEqual([]);
});

it('loses no line of two processes that log at once', async () => {
  const runs = await Promise.all(
    [1, 2, 3].map(() => sandbox.run('clistack', ['Fixture.Chat', '--lines', '400', '--quiet'])),
  );
  expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
  const records = logText()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly msg: string });
  expect(records.filter(({ msg }) => /^line \d+$/.test(msg))).toHaveLength(1200);
});

it('keeps its own byte limit', async () => {
  sandbox.config({ taskFolders: [fixtureTasks], logs: { maxMegabytes: 1 } });
  for (let run = 0; run < 3; run += 1) await sandbox.run('clistack', ['Fixture.Chat', '--lines', '3000', '--quiet']);
  const bytes = readdirSync(logs()).reduce((sum, name) => sum + readFileSync(join(logs(), name)).length, 0);
  expect(readdirSync(logs()).length).toBeGreaterThan(1);
  expect(bytes).toBeLessThan(1.3 * 1024 * 1024);
}, 120_000);

it('says once on stderr that the log cannot be written, does its work, and is no success', async () => {
  mkdirSync(join(sandbox.state, 'reports'), { recursive: true });
  sandbox.write('.local/state/clistack/reports/logs', 'a file in the way');
  const { status, stderr } = await sandbox.run('clistack', ['Fixture.Chat', '--quiet']);
  expect(status).toBe(506 % 256);
  expect(stderr.match(/warning: the log cannot be written/g)).toHaveLength(1);
  expect(stderr).toContain('"msg":"line 9"');
});

it('survives a disk that is full in the middle of the log', async () => {
  await sandbox.run('clistack', ['Fixture.Chat', '--lines', '1', '--quiet']);
  const [file = ''] = readdirSync(logs());
  const path = join(logs(), file);
  // Lines go out by the buffer: a few hundred of them need several writes.
  const wrap = ['strace', '-f', '-qq', '-o', '/dev/null', '-P', path, '-e', 'inject=write:error=ENOSPC:when=3+'];
  const { status, stderr } = await sandbox.run('clistack', ['Fixture.Chat', '--lines', '400', '--quiet'], { wrap });
  expect(status).toBe(506 % 256);
  expect(stderr.match(/warning: the log cannot be written \(no space left on the disk\)/g)).toHaveLength(1);
  expect(stderr).toContain('"msg":"line 399"');
});

it('masks a registered secret in every sink', async () => {
  const result = await sandbox.run('clistack', ['Fixture.Secret', '--debug']);
  const json = await sandbox.run('clistack', ['Fixture.Secret', '--json', '--debug']);
  const report = sandbox.read('.local/state/clistack/reports/secret.json');
  const runs = readdirSync(join(sandbox.state, 'reports', 'runs')).map((name) =>
    sandbox.read(`.local/state/clistack/reports/runs/${name}`),
  );
  const everything = [result.stdout, result.stderr, json.stdout, json.stderr, report, logText(), ...runs].join('\n');
  expect(everything).not.toMatch(/correct(?: |%20)horse/);
  expect(everything).toContain('[secret]');
});

it('masks a secret of the line in the journal, and where the runs to take back are listed', async () => {
  ownTasks(sandbox, {
    'save.js': `{ name: 'Save', summary: 's', mutates: true, changes: 'a file', options: { token: { type: 'string', describe: 'd' } },
      run: ({ options, secret, system, paths }) => { secret(options.token); system.files.write(paths.home + '/saved', 'x'); } }`,
  });
  expect((await sandbox.run('clistack', ['Save', '--token', 'correct-horse'])).status).toBe(0);
  const [folder = ''] = readdirSync(join(sandbox.state, 'journal'));
  const journal = sandbox.read(`.local/state/clistack/journal/${folder}/journal.jsonl`);
  const listed = (await sandbox.run('clistack', ['Undo.List'])).stdout;
  expect(`${journal}${listed}`).not.toContain('correct-horse');
  expect(listed).toContain('Save --token [secret]');
});

it('uses no colour in a pipe, and colours when forced', async () => {
  expect((await sandbox.run('clistack', ['Config.Validate'])).stderr).not.toContain(escape);
  expect((await sandbox.run('clistack', ['Config.Validate'], { env: { FORCE_COLOR: '1' } })).stderr).toContain(
    `${escape}[32m`,
  );
  expect(
    (await sandbox.run('clistack', ['Config.Validate'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stderr,
  ).not.toContain(escape);
});

it('draws a live tree on a terminal', async () => {
  const command = `${process.execPath} ${join(packageRoot, 'bin', 'clistack.js')} Rebuild`;
  const { stdout } = await sandbox.run('clistack', [], { wrap: ['sh', '-c', `script -qec '${command}' /dev/null`] });
  expect(stdout).toContain('✔');
  expect(stdout).toContain(`${escape}[2K`);
});

// Watching what is begun makes every promise slower, and gives each a number.
it('watches nothing that a task begins on a terminal, either', async () => {
  const code = "async () => { await null; return require('async_hooks').executionAsyncId(); }";
  sandbox.write('tasks/own/number.js', `module.exports = { name: 'Own.Number', summary: 's', run: ${code} };\n`);
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  const command = `${process.execPath} ${join(packageRoot, 'bin', 'clistack.js')} Own.Number --json > answer.json`;
  await sandbox.run('clistack', [], { wrap: ['sh', '-c', `script -qec '${command}' /dev/null`] });
  expect(JSON.parse(readFileSync(sandbox.path('answer.json'), 'utf8'))).toMatchObject({ exit_code: 0, data: 0 });
});

it('is quiet, verbose and frank as asked', async () => {
  const quiet = await sandbox.run('clistack', ['Fixture.Chat', '--quiet']);
  const verbose = await sandbox.run('clistack', ['Fixture.Chat', '--verbose']);
  const failing = await sandbox.run('clistack', ['Fixture.Fail', '--debug']);
  expect(quiet.stderr).toBe('');
  expect(verbose.stderr).toContain('start');
  expect(failing.stderr).toMatch(/the disk is made of cheese[\s\S]*at .*fail\.js/);
});

it('is quiet about all but what a flag asks for: the table of --summary, and the plan of --dry-run', async () => {
  const table = await sandbox.run('clistack', ['Fixture.Note', '--quiet', '--summary']);
  expect(table.stderr).toMatch(/^ {2}task +took ms[^]*\n\* Fixture\.Note [^]*critical path[^]*trace\.json\n$/);
  const plan = await sandbox.run('clistack', ['Fixture.Note', '--quiet', '--dry-run']);
  expect([plan.stdout, plan.stderr]).toEqual([expect.stringContaining('nothing would change'), '']);
});

it('annotates and writes the step summary on GitHub Actions', async () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: sandbox.path('summary.md'), CI: 'true' };
  const { stderr } = await sandbox.run('clistack', ['Fixture.Fail'], { env });
  expect(stderr).toContain('::error title=Fixture.Fail RUN500::Fixture.Fail: the disk is made of cheese\n');
  expect(sandbox.read('summary.md')).toContain('| Fixture.Fail | failed |');
});

it('makes its state folder for the user alone', async () => {
  await sandbox.run('clistack', ['CentralizeApply']);
  const modes = snapshot(sandbox.state);
  expect(modes['']).toBe('folder 700');
  expect(Object.entries(modes).filter(([, text]) => /^file (?!600)/.test(text))).toEqual([]);
  chmodSync(join(sandbox.state, 'journal'), 0o777);
  const refused = documentOf(await sandbox.run('clistack', ['CentralizeRevert', '--json']));
  expect(refused).toMatchObject({ exit_code: 506, error: { code: 'SYS007' } });
});

it('hands its correlation id to children and takes one over', async () => {
  const id = '11111111-2222-4333-8444-555555555555';
  const document = documentOf(await sandbox.run('clistack', ['Tasks', '--json'], { env: { CLISTACK_CORR_ID: id } }));
  expect(document['corr_id']).toBe(id);
  expect(existsSync(logs())).toBe(true);
});
