import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createSandbox, documentOf, doors, fixtureTasks, packageRoot, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** Times, ids and paths that differ from run to run are taken out, and each door has its own words for what to type; all else has to be the same. */
function comparable(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      ['corr_id', 'duration_ms', 'data_file', 'configFile'].includes(key) ? undefined : value,
    ).replaceAll('npx just ', 'clistack '),
  );
}

interface Line {
  readonly args: readonly string[];
  /** What a POSIX shell shows. */
  readonly status: number;
  readonly code?: string;
}

const lines: readonly Line[] = [
  { args: ['Tasks'], status: 0 },
  { args: [], status: 0 },
  { args: ['--version'], status: 0 },
  { args: ['Help', 'Undo.Run'], status: 0 },
  { args: ['rebuild', '--help'], status: 0 },
  { args: ['Graph', '--format', 'json'], status: 0 },
  { args: ['Explain', 'CFG001'], status: 0 },
  { args: ['Config.Validate', 'Undo.List'], status: 0 },
  { args: ['config.validate', 'Fixture.Note', '--word', '1.10', '--', 'Tasks', '--json'], status: 0 },
  { args: ['Fixture.Partial'], status: 203 },
  { args: ['Fixture.Fail?', 'Fixture.Note'], status: 201 },
  { args: ['Fixture.Fail~', 'Fixture.Partial'], status: 205 },
  { args: ['Rebild'], status: 501 % 256, code: 'RUN001' },
  { args: ['Tasks', 'Healt.Check'], status: 501 % 256, code: 'RUN001' },
  { args: ['Tasks', '--dry-rnu'], status: 501 % 256, code: 'RUN003' },
  { args: ['-x', 'Tasks'], status: 501 % 256, code: 'RUN003' },
  { args: ['Graph', '--format', 'picture'], status: 501 % 256, code: 'RUN004' },
  { args: ['Graph', '--format'], status: 501 % 256, code: 'RUN005' },
  { args: ['Help'], status: 501 % 256, code: 'RUN006' },
  { args: ['Tasks', '--', 'more'], status: 501 % 256, code: 'RUN007' },
  { args: ['Tasks', '--resume'], status: 501 % 256, code: 'RUN044' },
  { args: ['Explain', 'CFG999'], status: 501 % 256, code: 'RUN015' },
  { args: ['Fixture.Fail'], status: 500 % 256, code: 'RUN500' },
  { args: ['Fixture.NeedsFail'], status: 500 % 256, code: 'RUN500' },
  { args: ['Fixture.ThrowNull'], status: 500 % 256, code: 'RUN500' },
  { args: ['Undo.Run'], status: 501 % 256, code: 'UND002' },
  { args: ['Quarantine.Restore', 'nothing'], status: 501 % 256, code: 'QUA001' },
];

describe.each(lines)('$args', ({ args, status, code }) => {
  it('gives the same document and status through both doors', async () => {
    sandbox.config({ taskFolders: [fixtureTasks] });
    const end = args.indexOf('--');
    const withJson = end === -1 ? [...args, '--json'] : [...args.slice(0, end), '--json', ...args.slice(end)];

    // One after the other: some of these lines hold the home's lock, and both doors open one home.
    const results = [];
    for (const door of doors) results.push(await sandbox.run(door, withJson));
    const documents = results.map(documentOf);

    expect(results.map((result) => result.status)).toEqual([status, status]);
    expect(comparable(documents[1])).toEqual(comparable(documents[0]));
    expect(documents[0]).toMatchObject({ success: code === undefined });
    if (code !== undefined) expect(documents[0]).toMatchObject({ success: false, error: { code } });
  });
});

it('does through npx what it does without, also where npm speaks through the environment', async () => {
  sandbox.write('.profile', '# mine\n');
  const env = { HOME: sandbox.home, PATH: `${process.execPath.replace(/\/node$/, '')}:/usr/bin:/bin` };
  const npx = (...line: readonly string[]): string =>
    execFileSync('npx', ['just', ...line], {
      cwd: packageRoot,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  const { stdout } = await sandbox.run('clistack', ['--version']);
  expect(npx('--version')).toBe(stdout);
  await sandbox.run('clistack', ['CentralizeApply']);
  const profile = sandbox.read('.profile');
  expect(profile).toContain('npm_config_cache=');
  expect(JSON.parse(npx('CentralizeApply', '--json'))).toMatchObject({
    tasks: expect.arrayContaining([expect.objectContaining({ task: 'CentralizeApply', state: 'no-op' })]),
  });
  expect(sandbox.read('.profile')).toBe(profile);
});

it('keeps stdout for the answer and stderr for the conversation', async () => {
  const { stdout, stderr } = await sandbox.run('just', ['Config.Validate']);
  expect(stdout).toBe('the config is valid\n');
  expect(stderr).toMatch(/^ok +Config\.Validate/);
});

it('says on stderr what failed, and what to type next', async () => {
  const { stderr } = await sandbox.run('clistack', ['Rebild']);
  expect(stderr).toBe("error RUN001: unknown task 'Rebild', did you mean Rebuild?\n  next: clistack Tasks\n");
});

it('keeps a large answer in a file and names it', async () => {
  sandbox.config({ taskFolders: [fixtureTasks] });
  const document = documentOf(await sandbox.run('clistack', ['Fixture.Big', '--json']));
  expect(Buffer.byteLength(JSON.stringify(document))).toBeLessThanOrEqual(4096);
  expect(document).toMatchObject({ data: { list: { count: 2000 }, count: 2000 } });
  const whole: unknown = JSON.parse(sandbox.read(String(document['data_file']).slice(sandbox.home.length + 1)));
  expect(whole).toMatchObject({ data: { count: 2000 } });
});

it('looks for a config in parent folders', async () => {
  sandbox.write('team/toolstack.config.json', '{ "logs": { "keepDays": 20 } }');
  sandbox.write('team/app/readme', '');
  const { stdout } = await sandbox.run('clistack', ['Config.Show'], { cwd: sandbox.path('team', 'app') });
  expect(JSON.parse(stdout)).toMatchObject({
    file: sandbox.path('team', 'toolstack.config.json'),
    config: { logs: { keepDays: { value: 20 } } },
  });
});

it('refuses a file that was named and is not there', async () => {
  const result = await sandbox.run('clistack', ['Tasks', '--configFile', 'mine.json', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 502, error: { code: 'CFG002' } });
});

it.each([
  ['ahead', ['--config', 'nowhere.ts', 'Fixture.Note']],
  ['behind', ['Fixture.Note', '--config=nowhere.ts']],
])('refuses a config of just that is not there, which just passes over, named %s', async (_, line) => {
  sandbox.config({ taskFolders: [fixtureTasks] });
  const result = await sandbox.run('just', [...line, '--json']);
  expect(result.status).toBe(501 % 256);
  expect(documentOf(result)).toMatchObject({ exit_code: 501, error: { code: 'RUN073' } });
  const there = readdirSync(packageRoot).find((name) => name.startsWith('just.config.')) ?? '';
  expect((await sandbox.run('just', ['Fixture.Note', '--config', there])).status).toBe(0);
});

it('says of a config of just that is there how just takes it', async () => {
  const { error } = documentOf(await sandbox.run('just', ['Tasks', '--config', 'bin/clistack.js', '--json']));
  expect(error).toMatchObject({ code: 'RUN073', fix: "write --config './bin/clistack.js'" });
  const empty = documentOf(await sandbox.run('just', ['Tasks', '--config=', '--json']));
  expect(empty).toMatchObject({ error: { message: '--config names no file for just' } });
});
