import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox, documentOf, doors, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('src/demo/.ruff_cache/content.txt', 'precious');
});
afterEach(() => {
  sandbox.dispose();
});

const cache = 'src/demo/.ruff_cache';

it.each(doors)(
  'a .ruff_cache ends as a link, quarantine holds the original, the re-run is a no-op (%s)',
  async (door) => {
    const first = documentOf(await sandbox.run(door, ['Enforce.Once', '--json']));
    expect(first).toMatchObject({ exit_code: 0, data: { linked: [{ path: sandbox.path(cache), tool: 'ruff' }] } });
    expect(readlinkSync(sandbox.path(cache))).toMatch(/central\/ruff\/demo-[0-9a-f]{12}$/);
    expect(existsSync(join(readlinkSync(sandbox.path(cache)), 'CACHEDIR.TAG'))).toBe(true);

    const [item = ''] = readdirSync(join(sandbox.state, 'quarantine'));
    expect(readFileSync(join(sandbox.state, 'quarantine', item, 'content', 'content.txt'), 'utf8')).toBe('precious');
    const manifest: unknown = JSON.parse(
      readFileSync(join(sandbox.state, 'quarantine', item, 'manifest.json'), 'utf8'),
    );
    expect(manifest).toMatchObject({ origin: sandbox.path(cache), ttlDays: 7, kind: 'cache' });

    const second = documentOf(await sandbox.run(door, ['Enforce.Once', '--json']));
    expect(second['tasks']).toContainEqual(expect.objectContaining({ task: 'Enforce.Once', state: 'no-op' }));
  },
);

it('restores the original from quarantine', async () => {
  await sandbox.run('clistack', ['Enforce.Once']);
  const list = documentOf(await sandbox.run('clistack', ['Quarantine.List', '--json']));
  const { items } = list['data'] as { readonly items: readonly { readonly id: string }[] };

  const { status, stdout } = await sandbox.run('clistack', ['Quarantine.Restore', items[0]?.id ?? '']);

  expect([status, stdout]).toEqual([0, expect.stringContaining(`restored ${sandbox.path(cache)}\n`)]);
  expect(lstatSync(sandbox.path(cache)).isDirectory()).toBe(true);
  expect(sandbox.read(`${cache}/content.txt`)).toBe('precious');
});

it('purges nothing that is young, and everything only when told twice', async () => {
  await sandbox.run('clistack', ['Enforce.Once']);
  expect((await sandbox.run('clistack', ['Quarantine.Purge'])).stdout).toContain('0 removed, 0 found expired');

  const unasked = documentOf(await sandbox.run('clistack', ['Quarantine.Purge', '--all', '--json']));
  expect(unasked).toMatchObject({ exit_code: 501, error: { code: 'RUN014', fix: 'run the same command with --yes' } });

  const { stdout } = await sandbox.run('clistack', ['Quarantine.Purge', '--all', '--yes']);
  expect(stdout).toContain('1 removed');
  const undo = documentOf(await sandbox.run('clistack', ['Undo.Run', '--json']));
  expect(undo).toMatchObject({ exit_code: 205 });
});

it('hides the link from git, and leaves a cache alone in which git tracks files', async () => {
  const git = (...args: readonly string[]): string =>
    execFileSync(
      'git',
      ['-C', sandbox.path('src/demo'), '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args],
      { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', HOME: sandbox.home } },
    );
  git('init', '-q');
  sandbox.write('src/demo/.gitignore', '.ruff_cache/\n');
  sandbox.write('src/demo/.turbo/kept.txt', 'committed');
  sandbox.write('src/demo/package.json', '{}');
  git('add', '.');
  git('commit', '-qm', 'all');

  await sandbox.run('clistack', ['Enforce.Once']);

  expect(lstatSync(sandbox.path(cache)).isSymbolicLink()).toBe(true);
  expect(lstatSync(sandbox.path('src/demo/.turbo')).isDirectory()).toBe(true);
  expect(git('status', '--porcelain')).toBe('');
});

it('makes a vanished target again', async () => {
  await sandbox.run('clistack', ['Enforce.Once']);
  execFileSync('rm', ['-rf', readlinkSync(sandbox.path(cache))]);
  const document = documentOf(await sandbox.run('clistack', ['Enforce.Once', '--json']));
  expect(document).toMatchObject({ data: { repaired: [sandbox.path(cache)] } });
  expect(existsSync(join(sandbox.path(cache), 'CACHEDIR.TAG'))).toBe(true);
});

it('leaves alone what must never be linked, and says why', async () => {
  sandbox.write('src/demo/.venv/pyvenv.cfg', '');
  const document = documentOf(await sandbox.run('clistack', ['Enforce.Once', '--json']));
  expect(lstatSync(sandbox.path('src/demo/.venv')).isDirectory()).toBe(true);
  const { left } = document['data'] as {
    readonly left: readonly { readonly pattern: string; readonly reason: string }[];
  };
  expect(left).toContainEqual(
    expect.objectContaining({ pattern: '.venv', reason: expect.stringContaining('bsolute paths') }),
  );
});
