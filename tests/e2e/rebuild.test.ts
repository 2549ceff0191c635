import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { brokenPath, prepareHome, preparedCaches } from '../support/prepared-home';
import { createSandbox, documentOf, doors, packageRoot, type Sandbox } from '../support/sandbox';
import { changedPaths } from '../support/snapshot';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  prepareHome(sandbox);
});
afterEach(() => {
  sandbox.dispose();
});

interface Health {
  readonly findings: readonly { readonly code: string; readonly fix: string | null; readonly message: string }[];
}

const env = (): { readonly PATH: string } => ({ PATH: brokenPath(sandbox) });
const report = (name: string): unknown => JSON.parse(sandbox.read(`.local/state/clistack/reports/${name}`));

describe.each(doors)('Rebuild through %s', (door) => {
  it('links the caches, sets the variables, and says how to take it back', async () => {
    const { status, stdout } = await sandbox.run(door, ['Rebuild'], { env: env() });

    expect(status).toBe(0);
    for (const cache of preparedCaches) {
      expect(lstatSync(sandbox.path(cache)).isSymbolicLink()).toBe(true);
      expect(readlinkSync(sandbox.path(cache)).startsWith(sandbox.central)).toBe(true);
    }
    const block = sandbox
      .read('.profile')
      .split('\n')
      .filter((line) => line.startsWith('export ') && line.includes(sandbox.central));
    expect(block.length).toBeGreaterThanOrEqual(5);
    expect(block.join('\n')).not.toMatch(/MYPY_CACHE_DIR|PYTEST_ADDOPTS|CARGO_TARGET_DIR/);
    expect(stdout).toMatch(
      /^changed: .*\nreports: .*health\.json.*\ntake it back: (?:npx just|clistack) Undo\.Run --run [0-9a-f]{8} \(until \d{4}-\d\d-\d\d\)\n$/,
    );
    expect(report('effective_config.json')).toMatchObject({
      config: { logs: { keepDays: { value: 30, source: 'default' } } },
    });
  });

  it('changes nothing the second time', async () => {
    await sandbox.run(door, ['Rebuild'], { env: env() });
    const before = sandbox.tree();
    const reports = ['health.json', 'enforce.json', 'centralize.json', 'effective_config.json'].map(
      (name) => `.local/state/clistack/reports/${name}`,
    );
    const texts = reports.map(sandbox.read);

    const document = documentOf(await sandbox.run(door, ['Rebuild', '--json'], { env: env() }));

    expect(changedPaths(before, sandbox.tree())).toEqual([]);
    expect(document).toMatchObject({ exit_code: 0 });
    expect(document['tasks']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ task: 'CentralizeApply', state: 'no-op' }),
        expect.objectContaining({ task: 'Enforce.Once', state: 'no-op' }),
      ]),
    );
    // What was just linked is no news any more; all else that is reported stays as it is.
    expect(reports.map(sandbox.read).filter((text, index) => text !== texts[index]).length).toBeLessThanOrEqual(1);
  });
});

it('is taken back by Undo.Run, to the byte', async () => {
  const before = sandbox.tree();
  await sandbox.run('clistack', ['Rebuild'], { env: env() });
  expect(changedPaths(before, sandbox.tree()).length).toBeGreaterThan(20);

  const { status } = await sandbox.run('clistack', ['Undo.Run'], { env: env() });

  expect(status).toBe(0);
  // The folders above our own state stay, because it stays.
  expect(changedPaths(before, sandbox.tree()).filter((path) => path !== '.local' && path !== '.local/state')).toEqual(
    [],
  );
});

it('finds the broken PATH entry and the dangling link, with fixes that work', async () => {
  await sandbox.run('clistack', ['Rebuild'], { env: env() });
  const { findings } = report('health.json') as Health;
  const path = findings.find(({ code }) => code === 'HC002');
  const link = findings.find(({ code }) => code === 'HC007');
  expect(path?.message).toBe(`${sandbox.path('gone', 'bin')} is in PATH and does not exist`);
  expect(link?.message).toBe(`${sandbox.path('.vimrc')} leads to /nowhere/dotfiles/vimrc, which does not exist`);

  const script = `${path?.fix ?? ''}; ${link?.fix ?? ''}; '${process.execPath}' '${packageRoot}/bin/clistack.js' Health.Check`;
  execFileSync('/bin/sh', ['-c', script], { env: { ...env(), HOME: sandbox.home }, stdio: 'ignore' });

  const codes = (report('health.json') as Health).findings.map(({ code }) => code);
  expect(codes).not.toContain('HC002');
  expect(codes).not.toContain('HC007');
});

it('ends with 202 when the config calls warnings ill', async () => {
  sandbox.config({ health: { failOn: 'warning' } });
  const document = documentOf(await sandbox.run('clistack', ['Rebuild', '--json'], { env: env() }));
  expect(document).toMatchObject({ success: true, exit_code: 202 });
});

it('ends with 511 when a check could not look, and still reports what the others found', async () => {
  sandbox.write('.local/bin/tool', '', 0o755);
  const folder = sandbox.path('.local', 'bin');
  const wrap = ['strace', '-f', '-qq', '-o', '/dev/null', '-P', folder, '-e', 'inject=openat:error=EACCES'];
  const document = documentOf(await sandbox.run('clistack', ['Health.Check', '--json'], { env: env(), wrap }));
  expect(document).toMatchObject({ success: false, exit_code: 511, error: { code: 'HEA001' } });
  expect(report('health.json')).toMatchObject({
    notChecked: [{ code: 'HC007', reason: `cannot read ${folder}: permission denied` }],
    findings: expect.arrayContaining([expect.objectContaining({ code: 'HC002' })]),
  });
});

it('keeps the cache warm when the config says move', async () => {
  sandbox.config({ enforce: { original: 'move' } });
  await sandbox.run('clistack', ['Enforce.Once']);
  expect(readFileSync(sandbox.path('src/api/.ruff_cache/0.16.9/1'), 'utf8')).toBe('ruff');
  const { stdout } = await sandbox.run('clistack', ['Quarantine.List']);
  expect(stdout).toBe('the quarantine is empty\n');
});

it('keeps a value that the user has set himself', async () => {
  sandbox.write('.profile', 'export PIP_CACHE_DIR=/my/own\n');
  await sandbox.run('clistack', ['CentralizeApply'], { env: { npm_config_cache: '/elsewhere' } });
  const block = sandbox.read('.profile').split('# >>>')[1] ?? '';
  expect(block).not.toContain('PIP_CACHE_DIR');
  expect(block).not.toContain('npm_config_cache=');
  expect(block).toContain('PYTHONPYCACHEPREFIX');
});

it('gives a login shell variables that point to folders', async () => {
  await sandbox.run('clistack', ['CentralizeApply']);
  const script = '. "$HOME/.profile"; printf %s "$PYTHONPYCACHEPREFIX"';
  const value = execFileSync('/bin/sh', ['-c', script], {
    env: { HOME: sandbox.home, PATH: '/usr/bin:/bin' },
    encoding: 'utf8',
  });
  expect(lstatSync(value).isDirectory()).toBe(true);
});

it('takes the variables away again with CentralizeRevert', async () => {
  const before = sandbox.read('.profile');
  await sandbox.run('clistack', ['CentralizeApply']);
  await sandbox.run('clistack', ['CentralizeRevert']);
  expect(sandbox.read('.profile')).toBe(before);
});

it('puts real folders back with Enforce.Release', async () => {
  await sandbox.run('clistack', ['Enforce.Once']);
  const { status } = await sandbox.run('clistack', ['Enforce.Release']);
  expect(status).toBe(0);
  for (const cache of preparedCaches) expect(lstatSync(sandbox.path(cache)).isDirectory()).toBe(true);
  expect(sandbox.read('src/shop/.git/info/exclude')).not.toContain('clistack');
});
