import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { whyMissing } from '../support/oracles';
import { createToolHome, type ToolHome } from '../support/tool-home';
import { documentOf } from '../support/sandbox';

const pipx = whyMissing('pipx') === undefined;
let home: ToolHome;

beforeAll(async () => {
  home = await createToolHome();
  home.npm.publish('demo-lib', '1.0.0');
  for (const version of ['1.0.0', '1.9.0', '1.10.0', '2.0.0'])
    home.npm.publish('demo-tool', version, { dependencies: { 'demo-lib': '^1.0.0' } });
  for (const version of ['1.0.0', '1.1.0']) home.npm.publish('free-tool', version);
  for (const version of ['1.9', '1.10']) home.wheels.publish('demo-py', version);
});
afterAll(() => home.close());

const python = pipx ? { pipx: ['demo-py'] } : {};

function configure(pins: {
  readonly npm?: Readonly<Record<string, string>>;
  readonly pipx?: Readonly<Record<string, string>>;
}) {
  home.config({
    tools: { npm: ['demo-tool', 'free-tool'], ...python },
    pins: pipx ? pins : { npm: pins.npm },
    // An index of wheels in a folder keeps no times.
    update: { unknownAge: 'allow' },
  });
}

interface Row {
  readonly source: string;
  readonly tool: string;
  readonly installed: string | null;
  readonly wanted: string | null;
  readonly latest: string | null;
  readonly action: string;
}

/** `source tool installed wanted latest action` of every row, those of pipx only where it is there. */
async function table(): Promise<readonly string[]> {
  const { rows } = (await home.data(['Pin.Report'])) as { readonly rows: readonly Row[] };
  return rows.map(({ source, tool, installed, wanted, latest, action }) =>
    [source, tool, installed, wanted, latest, action].map((cell) => cell ?? '-').join(' '),
  );
}

const expected = (...rows: readonly string[]): readonly string[] =>
  rows.filter((row) => pipx || !row.startsWith('pipx'));

function say(manager: string, tool: string): string {
  const folder = join(home.home, '.local/share/clistack/tools', manager, tool);
  const program = manager === 'npm' ? join(folder, 'node_modules', '.bin', tool) : join(folder, 'bin', tool);
  return execFileSync(program, [], {
    env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
    encoding: 'utf8',
  }).trim();
}

const status = async (...args: readonly string[]): Promise<number> =>
  documentOf(await home.clistack([...args, '--json'])).exit_code;

it('begins with nothing installed, which is drift', async () => {
  configure({ npm: { 'demo-tool': '~1.9' }, pipx: { 'demo-py': '1.9' } });
  expect(await table()).toEqual(
    expected('npm demo-tool - ~1.9 - install', 'npm free-tool - - - install', 'pipx demo-py - 1.9 - install'),
  );
  expect(await status('Pin.DriftFail')).toBe(203);
});

it('is set up by Bootstrap, and every tool answers with the version of its pin', async () => {
  expect(await status('Bootstrap')).toBe(0);
  expect(await table()).toEqual(
    expected('npm demo-tool 1.9.0 ~1.9 - keep', 'npm free-tool 1.1.0 - - keep', 'pipx demo-py 1.9 1.9 - keep'),
  );
  expect(say('npm', 'demo-tool')).toBe('demo-tool 1.9.0');
  if (pipx) expect(say('pipx', 'demo-py')).toBe('demo-py 1.9');
  expect(await status('Pin.DriftFail')).toBe(0);
});

it('changes nothing the second time', async () => {
  const before = home.npm.hits.length;
  expect((await home.clistack(['Pin.Sync'])).stderr).toContain('no-op    Pin.Sync');
  expect(home.npm.hits.length).toBe(before);
});

it('locks whole trees, and the lock is fresh', async () => {
  expect(await status('Pin.Lock', '--check')).toBe(203);
  expect(await status('Pin.Lock')).toBe(0);
  expect(await status('Pin.Lock', '--check')).toBe(0);
  const lock = JSON.parse(home.read('.config/clistack/pins.lock.json')) as { readonly tools: readonly { readonly packages: readonly { readonly name: string; readonly integrity: readonly string[] }[] }[] }; // prettier-ignore
  expect(lock.tools[0]?.packages.map(({ name }) => name)).toEqual(['demo-lib', 'demo-tool']);
  expect(lock.tools[0]?.packages.every(({ integrity }) => integrity[0]?.startsWith('sha512-'))).toBe(true);
});

it('finds what npm itself moved behind our back, and puts it right', async () => {
  const folder = home.path('.local/share/clistack/tools/npm/demo-tool');
  const moved = ['install', '--no-save', '--no-package-lock', 'demo-tool@2.0.0'];
  await run('npm', moved, folder);
  expect(say('npm', 'demo-tool')).toBe('demo-tool 2.0.0');
  expect(await status('Pin.DriftFail')).toBe(203);
  expect((await table())[0]).toBe('npm demo-tool 2.0.0 ~1.9 - downgrade');
  expect((await home.clistack(['Health.Check'])).stderr).toContain(
    'HC021 npm:demo-tool drifts: 2.0.0 is installed, 1.9.0 is wanted; fix: clistack Pin.Sync',
  );

  expect(await status('Pin.Sync')).toBe(0);

  expect(say('npm', 'demo-tool')).toBe('demo-tool 1.9.0');
  expect(await status('Pin.DriftFail')).toBe(0);
  expect(await status('Pin.Lock', '--check')).toBe(0);
});

it('finds a moved dependency of a tool, and puts it right', async () => {
  home.write('.local/share/clistack/tools/npm/demo-tool/node_modules/demo-lib/package.json', '{ "version": "6.6.6" }');
  expect((await table())[0]).toBe('npm demo-tool 1.9.0 ~1.9 - repair');
  expect(await status('Pin.DriftFail')).toBe(203);
  expect(await status('Pin.Sync')).toBe(0);
  expect(await status('Pin.DriftFail')).toBe(0);
});

it('follows new pins up and down', async () => {
  configure({ npm: { 'demo-tool': '1.10.0', 'free-tool': '1.0.0' }, pipx: { 'demo-py': '1.10' } });
  expect(await status('Pin.Lock', '--check')).toBe(203);
  expect(await table()).toEqual(
    expected('npm demo-tool 1.9.0 1.10.0 - upgrade', 'npm free-tool 1.1.0 1.0.0 - downgrade', 'pipx demo-py 1.9 1.10 - upgrade'), // prettier-ignore
  );
  expect(await status('Pin.Sync')).toBe(0);
  expect(await status('Pin.DriftFail')).toBe(0);
  expect(await status('Pin.Lock', '--check')).toBe(0);
  expect(say('npm', 'demo-tool')).toBe('demo-tool 1.10.0');
  if (pipx) expect(say('pipx', 'demo-py')).toBe('demo-py 1.10');
});

it('updates what the pins leave free, and undo takes that back', async () => {
  configure({ npm: { 'demo-tool': '1.10.0' }, pipx: { 'demo-py': '1.10' } });
  await home.clistack(['Pin.Lock']);
  expect(await status('Update.Check', '--exit-code')).toBe(204);
  const moved = ['npm demo-tool 1.10.0 1.10.0 2.0.0 keep', 'pipx demo-py 1.10 1.10 1.10 keep'] as const;
  expect(await table()).toEqual(expected(moved[0], 'npm free-tool 1.0.0 - 1.1.0 keep', moved[1]));

  expect(await status('Update.All')).toBe(0);

  expect(await table()).toEqual(expected(moved[0], 'npm free-tool 1.1.0 - 1.1.0 keep', moved[1]));
  expect(await status('Pin.Lock', '--check')).toBe(0);
  expect(await status('Update.Check', '--exit-code')).toBe(0);
  expect(say('npm', 'free-tool')).toBe('free-tool 1.1.0');

  expect(await status('Undo.Run')).toBe(0);

  expect(await table()).toEqual(expected(moved[0], 'npm free-tool 1.0.0 - 1.1.0 keep', moved[1]));
  expect(say('npm', 'free-tool')).toBe('free-tool 1.0.0');
  expect(await status('Pin.Lock', '--check')).toBe(0);
});

it('takes away what is no longer listed only when asked, after a question', async () => {
  home.config({ tools: { npm: ['demo-tool'], ...python }, update: { unknownAge: 'allow' } });
  expect(await status('Pin.Sync')).toBe(0);
  expect(say('npm', 'free-tool')).toBe('free-tool 1.0.0');
  expect(await status('Pin.Sync', '--prune')).toBe(501);
  expect(await status('Pin.Sync', '--prune', '--yes')).toBe(0);
  expect(existsSync(home.path('.local/share/clistack/tools/npm/free-tool'))).toBe(false);
});

// In this process lies the registry: a synchronous call would wait for itself.
const runFile = promisify(execFile);
async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  await runFile(command, args, { cwd, env: { HOME: home.home, ...home.env } });
}
