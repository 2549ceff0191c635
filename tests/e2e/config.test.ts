import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox, documentOf, doors, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const file = (): string => sandbox.path('.config/clistack/toolstack.config.json');

const hostile: readonly (readonly [name: string, text: string, says: string])[] = [
  ['10,000 levels deep', '{"workspaces":'.concat('['.repeat(10_000), ']'.repeat(10_000), '}'), 'nested too deep'],
  ['__proto__', '{ "__proto__": { "admin": true } }', 'the key "__proto__" is not allowed'],
  ['a byte order mark', '\uFEFF{}', 'byte order mark'],
  ['a comma at the end', '{ "version": 1, }', 'a comma stands at the end'],
  ['nothing', '', 'the file is empty'],
  ['a list', '[]', 'does not hold an object'],
  ['a text', '"config"', 'does not hold an object'],
  ['null', 'null', 'does not hold an object (found null;'],
  ['a key twice', '{ "version": 1, "version": 1 }', 'stands twice'],
  ['a path with ..', '{ "centralize": { "dir": "~/../other" } }', 'no path that can be managed'],
  ['the root', '{ "reports": { "dir": "/" } }', 'no path that can be managed'],
  ['the folder of all homes', '{ "reports": { "dir": "/tmp" } }', 'is the home folder itself or holds it'],
  [
    'a folder inside another',
    '{ "centralize": { "dir": "~/a" }, "reports": { "dir": "~/a/b" } }',
    'lies inside /centralize/dir',
  ],
];

it('the README shows a config that is valid', async () => {
  const [, shown = ''] =
    /```json\w*\n([\s\S]*?)```/.exec(readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8')) ?? [];
  expect(shown).toContain('"pins"');
  sandbox.config(shown);
  const { status, stdout } = await sandbox.run('clistack', ['Config.Validate']);
  expect([status, stdout]).toEqual([0, 'the config is valid\n']);
});

it('finds names of sources that are none', async () => {
  sandbox.config({ masterbin: { sources: ['npm', 'pip'] } });
  const result = await sandbox.run('clistack', ['Config.Validate', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 502, error: { code: 'MAS001' } });
  sandbox.config({ masterbin: { priority: ['ruff=pipz'] } });
  expect((await sandbox.run('clistack', ['Config.Validate'])).stderr).toContain(
    `${file()}:1:27 /masterbin/priority/0: 'pipz' is no source, did you mean pipx?`,
  );
});

it('finds every pin that names no version, before anything needs it', async () => {
  const pins = { npm: { prettier: 'latest', eslint: '^9' }, pipx: { ruff: '1.10', black: 'newest' } };
  sandbox.config(JSON.stringify({ pins }, null, 1));
  const result = await sandbox.run('clistack', ['Config.Validate', '--json']);
  expect(result.stderr).toContain(`error: ${file()}:9:13 /pins/pipx/black: 'newest' is neither a version nor a range`);
  expect(documentOf(result)).toMatchObject({
    exit_code: 502,
    error: { code: 'PIN021', message: `${file()}:4:16 /pins/npm/prettier: 'latest' is neither a version nor a range` },
  });
  sandbox.config({});
  const set = await sandbox.run('clistack', ['Config.Validate'], { env: { CLISTACK__pins__npm__ga: 'latest' } });
  expect(set.stderr).toContain("CLISTACK__pins__npm__ga /pins/npm/ga: 'latest' is neither a version nor a range");
});

it('finds a pin that no version can be in', async () => {
  sandbox.config({ pins: { npm: { ga: '>2 <1' }, pipx: { ruff: '>2,<1', black: '>=1,<2' } } });
  const { status, stderr } = await sandbox.run('clistack', ['Config.Validate']);
  expect(status).toBe(502 % 256);
  expect(stderr).toContain("/pins/npm/ga: no version is in '>2 <1', its bounds exclude each other");
  expect(stderr).toContain("/pins/pipx/ruff: no version is in '>2,<1'");
  expect(stderr).not.toContain('black');
});

it('finds a deny that can mean nothing, at its place, and asks no registry while it stands', async () => {
  sandbox.config('{\n  "tools": { "npm": ["ga"] },\n  "update": { "deny": ["eslint", "npn:ga"] }\n}\n');
  const told = `${file()}:3:34 /update/deny/1: "npn" is no package manager (found "npn:ga"; allowed: cargo:, npm:, pipx:, uv:), did you mean npm:ga?`;
  const result = await sandbox.run('clistack', ['Update.Check', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 502, error: { code: 'CFG001', message: told } });
});

it('warns of a name in the policy that is no listed tool, and takes the config', async () => {
  sandbox.config({ tools: { npm: ['prettier'] }, update: { deny: ['pretier@3.6.x'] } });
  const { status, stdout, stderr } = await sandbox.run('clistack', ['Config.Validate']);
  expect([status, stdout]).toEqual([0, 'the config is valid\n']);
  expect(stderr).toContain('tools lists no tool that it means (found "pretier@3.6.x"), did you mean prettier@3.6.x?');
});

it.each(hostile)('a config that is or has %s is refused with one clear sentence', async (_, text, says) => {
  sandbox.config(text);
  const result = await sandbox.run('clistack', ['Config.Validate', '--json']);
  expect(result.status).toBe(502 % 256);
  expect(documentOf(result)).toMatchObject({
    exit_code: 502,
    error: { code: 'CFG001', message: expect.stringContaining(says) },
  });
  expect(result.stderr).not.toMatch(/^ +at /m);
});

it('a config of 50 MB is refused before it is read', async () => {
  sandbox.config('{}');
  writeFileSync(file(), `{${' '.repeat(50 * 1024 * 1024)}}`);
  const document = documentOf(await sandbox.run('clistack', ['Config.Validate', '--json']));
  expect(document).toMatchObject({ exit_code: 502, error: { message: expect.stringContaining('too large') } });
});

describe.each(doors)('through %s', (door) => {
  it('lists every error with its place, what was found, what is allowed, and what was meant', async () => {
    sandbox.config('{\n  "logs": { "keepDays": 3, "levl": "info" },\n  "enforce": { "original": "mov" }\n}\n');
    const { status, stderr } = await sandbox.run(door, ['Config.Validate']);
    expect(status).toBe(502 % 256);
    expect(stderr).toContain(
      `${file()}:2:25 /logs/keepDays: the value must be >= 14 (found 3; allowed: at least 14, at most 30)`,
    );
    expect(stderr).toContain(
      `${file()}:2:28 /logs/levl: the key "levl" is unknown (found "levl"; allowed: keepDays, maxMegabytes, level), did you mean level?`,
    );
    expect(stderr).toContain(
      `${file()}:3:28 /enforce/original: the value is not one of those allowed (found "mov"; allowed: quarantine, move), did you mean move?`,
    );
  });
});

it('an invalid config stops what needs it, and not what explains it', async () => {
  sandbox.config('{ "logs": 3 }');
  expect((await sandbox.run('clistack', ['Rebuild'])).status).toBe(502 % 256);
  expect((await sandbox.run('clistack', ['Tasks'])).status).toBe(0);
  const { status, stderr } = await sandbox.run('clistack', ['Config.Show']);
  expect(status).toBe(0);
  expect(stderr).toContain('the defaults are shown');
});

it('lays defaults, extended files, the file and the environment over each other, and says where each value is from', async () => {
  sandbox.write('.config/clistack/team.json', '{ "logs": { "keepDays": 20, "level": "warn" } }');
  sandbox.config({ extends: 'team.json', logs: { level: 'debug' } });
  const document = documentOf(
    await sandbox.run('clistack', ['Config.Show', '--json'], { env: { CLISTACK__LOGS__maxmegabytes: '5' } }),
  );
  const dataFile = document['data_file'];
  const whole: unknown =
    typeof dataFile === 'string' ? JSON.parse(sandbox.read(dataFile.slice(sandbox.home.length + 1))) : document;
  expect(whole).toMatchObject({
    data: {
      config: {
        logs: {
          keepDays: { value: 20, source: sandbox.path('.config/clistack/team.json') },
          level: { value: 'debug', source: file() },
          maxMegabytes: { value: 5, source: 'CLISTACK__LOGS__maxmegabytes' },
        },
        enforce: { original: { value: 'quarantine', source: 'default' } },
      },
    },
  });
});

it('names the variable that overrides with a wrong value', async () => {
  const { stderr } = await sandbox.run('clistack', ['Config.Validate'], {
    env: { CLISTACK__logs__keepDays: 'many', CLISTACK__lgos__level: 'info' },
  });
  expect(stderr).toContain(
    'CLISTACK__logs__keepDays /logs/keepDays: the value has the wrong type (found "many"; allowed: a whole number)',
  );
  expect(stderr).toMatch(/CLISTACK__lgos__level: the variable names no key of the config .*did you mean logs\?/);
});

it('a wrong config that --configFile names is looked at by the line that is to be typed next', async () => {
  sandbox.write("it's/bad.json", '{ "nope": 1 }');
  const bad = sandbox.path("it's", 'bad.json');
  const quoted = `'${bad.replaceAll("'", "'\\''")}'`;
  for (const line of [['Health.Check'], ['Config.Validate'], ['Help', 'Own.Greet']]) {
    const { stderr } = await sandbox.run('clistack', [...line, '--configFile', bad]);
    expect(stderr).toMatch(/^error CFG001: /m);
    expect(stderr).toContain(`  next: clistack Config.Validate --configFile ${quoted}\n`);
  }
  sandbox.config({ nope: 1 });
  expect((await sandbox.run('clistack', ['Health.Check'])).stderr).toContain('  next: clistack Config.Validate\n');
});

it('an empty name of a config is none', async () => {
  const { status, stderr } = await sandbox.run('clistack', ['Health.Check', '--configFile=']);
  expect([status, stderr]).toEqual([
    501 % 256,
    'error RUN005: --configFile needs a value: the path of a file\n  next: clistack Help Health.Check\n',
  ]);
});

it('a dry run says which config it would make', async () => {
  const { stdout } = await sandbox.run('clistack', ['Config.Init', '--dry-run', '--file', sandbox.path('new.json')]);
  expect(stdout).toContain(`would make ${sandbox.path('new.json')}\n`);
});

it('makes a config to start from, once', async () => {
  expect((await sandbox.run('clistack', ['Config.Init'])).stdout).toContain(`made ${file()}`);
  expect((await sandbox.run('clistack', ['Config.Validate'])).status).toBe(0);
  expect(documentOf(await sandbox.run('clistack', ['Config.Init', '--json']))).toMatchObject({
    exit_code: 501,
    error: { code: 'CFG003' },
  });
});

it('prints a schema that knows every key of the defaults', async () => {
  const { stdout } = await sandbox.run('clistack', ['Config.Schema']);
  expect(JSON.parse(stdout)).toMatchObject({
    additionalProperties: false,
    properties: { centralize: {}, enforce: {}, health: {}, quarantine: {}, logs: {} },
  });
});
