import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileDigest } from '../../lib/pin/lock-integrity';
import { createRealSystem } from '../../lib/system/real';
import { documentOf } from '../support/sandbox';
import { createToolHome, type ToolHome } from '../support/tool-home';

const tools = '.local/share/clistack/tools/npm';
const lockFile = '.config/clistack/pins.lock.json';

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
});
afterAll(() => home.close());

async function end(...args: readonly string[]): Promise<string> {
  const { exit_code, error } = documentOf(await home.clistack([...args, '--json']));
  return `${exit_code} ${(error as { readonly code?: string } | null)?.code ?? ''}`.trim();
}
const run = (path: string): string =>
  execFileSync(path, [], { env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` }, encoding: 'utf8' }).trim();
const wrapper = (name: string): string => run(home.path('.local/share/clistack/bin', name));
const inProject = (tool: string, ...path: readonly string[]): string => home.path(tools, tool, 'node_modules', ...path);
const lose = (tool: string, ...path: readonly string[]): void => { rmSync(inProject(tool, ...path), { recursive: true }); }; // prettier-ignore

describe('a tool with an optional part for this machine', () => {
  beforeAll(() => {
    for (const version of ['1.0.0', '2.0.0']) {
      home.npm.publish('part', version, { more: { os: [process.platform], cpu: [process.arch] } });
      home.npm.publish('other-part', version, { more: { os: ['aix'] } });
      home.npm.publish('parted', version, { more: { optionalDependencies: { part: version, 'other-part': version } } });
    }
    home.config({ tools: { npm: ['parted'] }, pins: { npm: { parted: '1.0.0' } } });
  });

  it('comes whole, whatever the user leaves out of his own projects', async () => {
    const npmrc = home.read('.npmrc');
    home.write('.npmrc', `${npmrc}omit[]=optional\nomit[]=peer\n`);
    expect([await end('Pin.Sync'), await end('Pin.Lock'), await end('Pin.DriftFail')]).toEqual(['0', '0', '0']);
    home.write('.npmrc', npmrc);
  });

  it('is drift when that is lost, and is put right', async () => {
    lose('parted', 'part');
    expect(await end('Pin.DriftFail')).toBe('203');
    expect([await end('Pin.Sync'), await end('Pin.DriftFail')]).toEqual(['0', '0']);
  });

  it('stays in the old version when other bytes come of it', async () => {
    home.npm.tamper('part', '2.0.0');
    home.config({ tools: { npm: ['parted'] }, pins: { npm: { parted: '2.0.0' } } });
    expect(await end('Pin.Sync')).toBe('504 PIN012');
    expect(wrapper('parted')).toBe('parted 1.0.0');
    expect(run(inProject('parted', 'part/cli.js'))).toBe('part 1.0.0');
  });
});

describe('a tool with an optional part for this machine that names a Node', () => {
  const note = `${tools}/native/left-out.txt`;
  beforeAll(() => {
    for (const version of ['1.0.0', '2.0.0']) {
      const parts = { fits: '>=18', newer: '>=18 <999', 'of-old': '<1' };
      for (const [name, node] of Object.entries(parts))
        home.npm.publish(name, version, { more: { os: [process.platform], cpu: [process.arch], engines: { node } } });
      home.npm.publish('of-npm', version, { more: { engines: { npm: '<1' } } });
      home.npm.publish('unbuilt', version, { more: { scripts: { install: 'exit 1' } } });
      const names = [...Object.keys(parts), 'of-npm', 'unbuilt'];
      const more = { optionalDependencies: Object.fromEntries(names.map((name) => [name, version])) };
      home.npm.publish('native', version, { more });
    }
    home.config({ tools: { npm: ['native'] }, pins: { npm: { native: '1.0.0' } } });
  });

  it('is whole without what is for another Node or npm, and what could not be built', async () => {
    expect([await end('Pin.Sync'), await end('Pin.Lock')]).toEqual(['0', '0']);
    const there = ['fits', 'newer', 'of-old', 'of-npm', 'unbuilt'].filter((name) =>
      existsSync(inProject('native', name)),
    );
    expect(there).toEqual(['fits', 'newer']);
    home.npm.hits.length = 0;
    expect([await end('Pin.DriftFail'), home.npm.hits]).toEqual(['0', []]);
    expect(home.read(note)).toBe('node_modules/of-npm\nnode_modules/of-old\nnode_modules/unbuilt\n');
    expect(home.read(lockFile)).not.toContain('left-out');
  });

  it('is drift when that is lost, and is put right with a note of its own', async () => {
    lose('native', 'fits');
    home.write(note, 'what nobody wrote\n');
    expect(await end('Pin.DriftFail')).toBe('203');
    expect([await end('Pin.Sync'), await end('Pin.DriftFail')]).toEqual(['0', '0']);
    expect(home.read(note)).toContain('node_modules/of-old\n');
    expect(existsSync(inProject('native', 'fits'))).toBe(true);
  });

  it('stays in the old version when other bytes come of it, with a lock and without', async () => {
    home.npm.tamper('newer', '2.0.0');
    home.config({ tools: { npm: ['native'] }, pins: { npm: { native: '2.0.0' } } });
    expect(await end('Pin.Sync')).toBe('504 PIN012');
    expect([wrapper('native'), run(inProject('native', 'newer/cli.js'))]).toEqual(['native 1.0.0', 'newer 1.0.0']);
    rmSync(home.path(tools), { recursive: true });
    rmSync(home.path(lockFile), { force: true });
    expect(await end('NpmInstall')).toBe('205');
    expect(existsSync(home.path(tools, 'native'))).toBe(false);
  });
});

describe('a tool that expects another package beside it', () => {
  it('is drift without it, and whole where the user has npm know no such packages', async () => {
    home.npm.publish('beside', '1.0.0');
    home.npm.publish('peered', '1.0.0', { more: { peerDependencies: { beside: '^1.0.0' } } });
    home.config({ tools: { npm: ['peered'] } });
    expect(await end('Pin.Sync')).toBe('0');
    lose('peered', 'beside');
    expect(await end('Pin.DriftFail')).toBe('203');
    const npmrc = home.read('.npmrc');
    home.write('.npmrc', `${npmrc}legacy-peer-deps=true\n`);
    expect([await end('Pin.Sync'), await end('Pin.DriftFail')]).toEqual(['0', '0']);
    // Without any lock, and in a lock that others install from.
    rmSync(home.path(tools), { recursive: true });
    rmSync(home.path(lockFile), { force: true });
    expect([await end('NpmInstall'), existsSync(inProject('peered', 'beside'))]).toEqual(['0', true]);
    expect([await end('Pin.Lock', '--from', 'config'), await end('Pin.DriftFail')]).toEqual(['0', '0']);
    expect(home.read(lockFile)).toContain('node_modules/beside');
    home.write('.npmrc', npmrc);
  });
});

describe('a lock that says that a package brings another one in its own files', () => {
  const inner = 'node_modules/holder/node_modules/inner';

  it('installs what is there', async () => {
    const files = { [`node_modules/inner/package.json`]: '{"name":"inner","version":"1.0.0"}' };
    home.npm.publish('holder', '1.0.0', { dependencies: { inner: '1.0.0' }, more: { bundleDependencies: ['inner'] }, files }); // prettier-ignore
    home.config({ tools: { npm: ['holder'] } });
    expect(await end('Pin.Lock', '--from', 'config')).toBe('0');
    expect(home.read(lockFile)).toContain('inBundle');
    expect([await end('Pin.Sync'), await end('Pin.DriftFail')]).toEqual(['0', '0']);
    expect([await end('Pin.Lock', '--check'), await end('Pin.Lock')]).toEqual(['0', '0']);
  });

  it.each([
    ['with the address of a stranger', { resolved: '/stranger/-/stranger-1.0.0.tgz' }, {}],
    ['with no address', {}, {}],
    ['in one that is to bring it', {}, { bundleDependencies: ['inner'] }],
  ])('has nothing fetched for that %s', async (_, more, ofHolder) => {
    rmSync(home.path(tools), { recursive: true, force: true });
    rmSync(home.path(lockFile), { force: true });
    home.npm.publish('stranger', '1.0.0');
    home.npm.publish('inner', '1.0.0');
    home.npm.publish('holder', '1.1.0', { dependencies: { inner: '^1.0.0' } });
    home.config({ tools: { npm: ['holder'] }, pins: { npm: { holder: '1.1.0' } } });
    expect(await end('Pin.Lock', '--from', 'config')).toBe('0');
    forge((packages) => {
      const resolved = 'resolved' in more ? { resolved: `${home.npm.url}${more.resolved}` } : {};
      packages[inner] = { version: '1.0.0', inBundle: true, ...resolved };
      packages['node_modules/holder'] = { ...packages['node_modules/holder'], ...ofHolder };
    });
    home.npm.hits.length = 0;
    expect(await end('Pin.Sync')).toMatch(/^504 PIN01[23]$/);
    expect(home.npm.hits.filter((hit) => hit.includes('stranger'))).toEqual([]);
    rmSync(home.path(lockFile), { force: true });
    expect(await end('Pin.Sync')).toBe('0');
  });
});

it('a package with others in its own files that no lock names is refused for that', async () => {
  const files = { 'node_modules/inner/package.json': '{"name":"inner","version":"1.0.0"}' };
  home.npm.publish('bringer', '1.0.0', { files });
  home.config({ tools: { npm: ['bringer'] } });
  const { status, stderr } = await home.clistack(['NpmInstall']);
  expect(status).toBe(205);
  expect(stderr).toContain('it brings packages that its lock does not name: node_modules/bringer/node_modules/inner');
});

describe('a package that was put into a project', () => {
  it.each(['owner/node_modules/needed', 'evil'])('is drift as %s, and is gone after Pin.Sync', async (key) => {
    home.npm.publish('needed', '1.0.0');
    home.npm.publish('owner', '1.0.0', { dependencies: { needed: '1.0.0' } });
    home.config({ tools: { npm: ['owner'] } });
    expect([await end('Pin.Sync'), await end('Pin.DriftFail')]).toEqual(['0', '0']);
    home.write(join(tools, 'owner/node_modules', key, 'package.json'), '{"version":"6.6.6"}');
    expect(await end('Pin.DriftFail')).toBe('203');
    expect([await end('Pin.Sync'), await end('Pin.DriftFail')]).toEqual(['0', '0']);
  });
});

describe.each([
  ['aa-own', 'zz-dep'],
  ['zz-own', 'aa-dep'],
])('the program of %s, which %s calls the same', (tool, dependency) => {
  const called = `shared-${tool}`;

  it('is the one that runs, and comes back when its link is turned', async () => {
    home.npm.publish(dependency, '1.0.0', { bins: [called] });
    home.npm.publish(tool, '1.0.0', { bins: [called], dependencies: { [dependency]: '1.0.0' } });
    home.config({ tools: { npm: [tool] } });
    expect([await end('NpmInstall'), await end('Pin.DriftFail')]).toEqual(['0', '0']);
    expect([wrapper(called), run(inProject(tool, '.bin', called))]).toEqual([`${tool} 1.0.0`, `${tool} 1.0.0`]);

    lose(tool, '.bin', called);
    symlinkSync(`../${dependency}/cli.js`, inProject(tool, '.bin', called));
    expect([await end('Pin.DriftFail'), await end('MasterBin.Rebuild')]).toEqual(['203', '0']);
    expect(wrapper(called)).toBe(`${tool} 1.0.0`);
    expect([await end('Pin.Sync'), wrapper(called)]).toEqual(['0', `${tool} 1.0.0`]);
  });
});

/** Changes the package-lock.json in the lock, and has the hash of its lines fit. */
function forge(change: (packages: Record<string, object>) => void): void {
  const lock = JSON.parse(home.read(lockFile)) as { readonly tools: readonly [{ file: { sha256: string; lines: string[] } }] }; // prettier-ignore
  const { file } = lock.tools[0];
  const own = JSON.parse(file.lines.join('\n')) as { readonly packages: Record<string, object> };
  change(own.packages);
  const text = JSON.stringify(own, null, 2);
  file.lines = text.split('\n');
  file.sha256 = fileDigest(createRealSystem(), text);
  home.write(lockFile, JSON.stringify(lock));
}
