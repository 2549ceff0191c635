import { readInstalledPackage, readLinkedPackage } from '../../../../lib/pin/npm/installed-package';
import { readOffers } from '../../../../lib/pin/npm/offers';
import { driftedFolders, readLockedTree, readPackages, renderManifest } from '../../../../lib/pin/npm/package-lock';
import { listGlobalPackages } from '../../../../lib/pin/npm/user-packages';
import { createMemorySystem } from '../../../../lib/system/memory';
import { memoryWorld, untold } from './world';

const lock = JSON.stringify({
  packages: {
    '': { dependencies: { demo: '1.0.0' } },
    'node_modules/demo': { version: '1.0.0', integrity: 'sha512-b sha1-a', resolved: 'http://r/demo.tgz' },
    'node_modules/demo/node_modules/a': { version: '2.0.0', integrity: 'sha512-c' },
    'node_modules/alias': { name: 'real', version: '3.0.0', integrity: 'sha512-d', optional: true },
    'node_modules/demo/node_modules/inner': { version: '1.0.0', inBundle: true },
  },
});

describe('a package-lock.json', () => {
  it('names every package but the bundled ones, sorted', () => {
    expect(readPackages(lock)).toEqual([
      { key: 'node_modules/alias', name: 'real', version: '3.0.0', integrity: ['sha512-d'] },
      { key: 'node_modules/demo', name: 'demo', version: '1.0.0', integrity: ['sha1-a', 'sha512-b'], source: 'http://r/demo.tgz' },
      { key: 'node_modules/demo/node_modules/a', name: 'a', version: '2.0.0', integrity: ['sha512-c'] },
    ]); // prettier-ignore
  });

  it.each(['', '{', '[]', '{"packages":[]}'])('is none when it reads %j', (text) => {
    expect([readPackages(text), readLockedTree(text, 'demo')]).toEqual([undefined, undefined]);
  });

  it('is the tree of its tool, and of no other', () => {
    expect(readLockedTree(lock, 'demo')).toMatchObject({ tool: 'demo', version: '1.0.0', file: lock });
    expect(readLockedTree(lock, 'a')).toBeUndefined();
  });

  it('shows what is missing or in another version, but not what a platform may leave out', () => {
    const at = (key: string, version: string): Record<string, string> => ({
      [`/p/node_modules/${key}/package.json`]: JSON.stringify({ version }),
    });
    const whole = {
      ...at('demo', '1.0.0'),
      ...at('demo/node_modules/a', '2.0.0'),
      ...at('demo/node_modules/inner', '1.0.0'),
    };
    const drift = (files: Record<string, string>): readonly string[] =>
      driftedFolders(createMemorySystem({ files }), '/p', lock);
    expect(drift(whole)).toEqual([]);
    expect(drift({ ...whole, ...at('demo/node_modules/a', '2.0.1') })).toEqual(['node_modules/demo/node_modules/a']);
    // The registry names versions in their normal form, whatever their authors wrote.
    expect(drift({ ...whole, ...at('demo', 'v1.0.0'), ...at('demo/node_modules/a', '2.0.0+build.7') })).toEqual([]);
    expect(drift({ ...whole, ...at('alias', '9.0.0') })).toEqual(['node_modules/alias']);
    expect(drift(at('demo', '1.0.0'))).toEqual([
      'node_modules/demo/node_modules/a',
      'node_modules/demo/node_modules/inner',
    ]);
  });
});

it('asks for one version of one tool', () => {
  expect(JSON.parse(renderManifest('@s/demo', '1.0.0'))).toEqual({
    private: true,
    dependencies: { '@s/demo': '1.0.0' },
  });
});

describe('an installed package', () => {
  const installed = (
    manifest: unknown,
    files: Record<string, string> = {},
    os: 'linux' | 'win32' = 'linux',
  ): unknown => {
    const all = { '/p/node_modules/@s/demo/package.json': JSON.stringify(manifest), ...files };
    return readInstalledPackage(createMemorySystem({ files: all, os }), '/p', '@s/demo');
  };
  const cli = { '/p/node_modules/@s/demo/cli.js': '' };

  it.each([
    ['a text', 'cli.js', ['demo']],
    ['a map', { one: 'cli.js', two: './cli.js' }, ['one', 'two']],
    ['nothing', undefined, []],
  ])('has programs when bin is %s', (_, bin, names) => {
    const found = installed({ version: '1.0.0', bin }, cli) as { programs: { name: string; path: string }[] };
    expect(found).toMatchObject({ version: '1.0.0' });
    expect(found.programs.map(({ name }) => name)).toEqual(names);
    expect(found.programs.every(({ path }) => path === 'node_modules/@s/demo/cli.js')).toBe(true);
  });

  it('is started by the shim of npm on Windows', () => {
    const shim = { '/p/node_modules/.bin/demo.cmd': '' };
    expect(installed({ version: '1.0.0', bin: 'cli.js' }, shim, 'win32')).toMatchObject({
      programs: [{ path: 'node_modules/.bin/demo.cmd' }],
    });
  });

  it.each([
    ['without a version', { bin: 'cli.js' }, 'node_modules/@s/demo/package.json names no version'],
    ['whose package.json is damaged', [], 'node_modules/@s/demo/package.json is gone or damaged'],
    ['whose program is missing', { version: '1.0.0', bin: 'gone.js' }, 'node_modules/@s/demo/gone.js is gone'],
  ])('is not whole %s', (_, manifest, flaw) => {
    expect(installed(manifest, cli)).toEqual({ flaw });
  });

  it('has programs by the names that npm gives them, wherever their keys lead', () => {
    const bin = { '../../x': 'cli.js', './git': 'cli.js', 'c:\\y': 'cli.js', '..': 'cli.js', '': 'cli.js', z: 1 };
    const { programs } = installed({ version: '1.0.0', bin }, cli) as { programs: { name: string }[] };
    expect(programs.map(({ name }) => name)).toEqual(['x', 'git', 'y']);
  });

  it('is not whole in a project of ours where its name does not lead to its program', () => {
    const files = {
      '/p/node_modules/demo/package.json': '{"version":"1.0.0","bin":"cli.js"}',
      '/p/node_modules/demo/cli.js': '',
    };
    const read = (links: Record<string, string>): unknown => {
      const system = createMemorySystem({ files, links });
      system.files.write('/p/node_modules/demo/cli.js', '', { mode: 0o755 });
      return readLinkedPackage(system, '/p', 'demo');
    };
    expect(read({})).toEqual({ flaw: 'node_modules/.bin/demo is gone' });
    expect(read({ '/p/node_modules/.bin/demo': '../demo/cli.js' })).toMatchObject({ version: '1.0.0' });
    const elsewhere = { flaw: 'node_modules/.bin/demo leads to another program' };
    expect(read({ '/p/node_modules/.bin/demo': '../demo/package.json' })).toEqual(elsewhere);
  });
});

describe('what npm view says', () => {
  const about = (versions: unknown): string =>
    JSON.stringify({ versions, time: { '1.0.0': '2026-01-01' }, 'dist-tags': { latest: '1.0.0', odd: 1 } });
  const old = { version: '2.0.0', deprecated: 'no more' };

  it.each([
    ['a list', ['1.0.0', '2.0.0', '3.0.0-rc.1'], JSON.stringify([{ version: '1.0.0' }, old]), 3],
    ['one text and one object', '1.0.0', '{"version":"1.0.0"}', 1],
    ['texts alone', ['1.0.0', '2.0.0'], '["1.0.0","2.0.0"]', 2],
    ['nothing', undefined, '', 0],
  ])('is read when it is %s', (_, versions, perVersion, count) => {
    const offered = readOffers('demo', about(versions), perVersion);
    expect(offered).toMatchObject({ tool: 'demo', tags: { latest: '1.0.0' } });
    expect(offered.versions.length).toBe(count);
    if (count > 0) expect(offered.versions[0]).toEqual({ version: '1.0.0', published: '2026-01-01' });
    if (count > 2) {
      expect(offered.versions[1]).toEqual({ version: '2.0.0', published: undefined, deprecated: 'no more' });
      expect(offered.versions[2]).toEqual({ version: '3.0.0-rc.1', published: undefined });
    }
  });
});

describe('global packages', () => {
  const files = {
    '/usr/lib/node_modules/npm/package.json': '{"version":"11.0.0"}',
    '/usr/lib/node_modules/demo/package.json': '{"version":"1.0.0","bin":"cli.js"}',
    '/usr/lib/node_modules/demo/cli.js': '',
    '/usr/lib/node_modules/@s/other/package.json': '{"version":"2.0.0"}',
    '/opt/lib/node_modules/elsewhere/package.json': '{"version":"3.0.0"}',
    '/usr/bin/node': '',
  };
  const programs = { node: () => ({}), npm: () => ({}) };

  it.each([
    ['beside node', {}, {}, ['@s/other', 'demo']],
    ['where the variable says', {}, { npm_config_prefix: '/opt' }, ['elsewhere']],
    ['where the variable says in capitals', {}, { NPM_CONFIG_PREFIX: '/opt' }, ['elsewhere']],
    ['beside node when the variable is empty', {}, { npm_config_prefix: '' }, ['@s/other', 'demo']],
    ['where the npmrc says', { '/home/ada/.npmrc': 'prefix = /opt\n' }, {}, ['elsewhere']],
    ['where the npmrc says last', { '/home/ada/.npmrc': 'prefix=/usr\nprefix="/opt" ; mine\n' }, {}, ['elsewhere']],
    ['where another npmrc says', { '/home/ada/x': 'prefix=/opt' }, { NPM_CONFIG_USERCONFIG: '~/x' }, ['elsewhere']],
    ['by a variable in the npmrc', { '/home/ada/.npmrc': 'prefix=${ROOT}/opt${NONE?}\n' }, { ROOT: '' }, ['elsewhere']],
    ['below the home', { '/home/ada/.npmrc': 'prefix=${HOME}/../../opt\n' }, {}, ['elsewhere']],
    ['nowhere', { '/home/ada/.npmrc': 'prefix=/nowhere\n' }, {}, []],
  ])('are found %s', (_, more, env, names) => {
    const found = listGlobalPackages(memoryWorld({ files: { ...files, ...more }, env, programs }), untold);
    expect(found.map(({ tool }) => tool).sort()).toEqual(names);
    expect(found.every(({ owner }) => owner === 'user')).toBe(true);
  });
});
