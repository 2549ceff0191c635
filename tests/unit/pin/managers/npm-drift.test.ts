import { driftedFolders, withoutBundled } from '../../../../lib/pin/npm/package-lock';
import { createMemorySystem, type MemoryOptions } from '../../../../lib/system/memory';

const entry = (more: object = {}): object => ({ version: '1.0.0', ...more });
const glibc = { '/usr/bin/ldd': '#!/bin/bash\n# This file is part of the GNU C Library.\n' };

/** What is wrong with a project of `demo`, of which these packages are there. */
function drift(
  packages: Record<string, object>,
  there: readonly string[],
  more: MemoryOptions = {},
): readonly string[] {
  const all = { '': { dependencies: { demo: '1.0.0' } }, ...prefixed(packages) };
  const at = there.map((key): [string, string] => [`/p/node_modules/${key}/package.json`, '{"version":"1.0.0"}']);
  const system = createMemorySystem({ ...more, files: { ...glibc, ...Object.fromEntries(at), ...more.files } });
  return driftedFolders(system, '/p', JSON.stringify({ packages: all })).map((key) => key.replace('node_modules/', ''));
}

function prefixed(packages: Record<string, object>): Record<string, object> {
  return Object.fromEntries(Object.entries(packages).map(([key, value]) => [`node_modules/${key}`, value]));
}

describe('a package that is missing', () => {
  const optional = (more: object): Record<string, object> => ({
    demo: entry({ optionalDependencies: { native: '1' } }),
    native: entry({ optional: true, ...more }),
  });

  it('is drift where others expect it beside them', () => {
    const packages = { demo: entry({ peerDependencies: { beside: '1' } }), beside: entry({ peer: true }) };
    expect(drift(packages, ['demo'])).toEqual(['beside']);
  });

  it.each<readonly [string, object]>([
    ['of every machine', {}],
    ['of this system', { os: ['darwin', 'linux'] }],
    ['of all systems but another one', { os: ['!win32'] }],
    ['of this processor', { os: ['linux'], cpu: ['x64'] }],
    ['of this C library', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
    ['of any system', { os: ['any'] }],
    ['of every Node', { engines: { node: '*' } }],
    ['that needs something else', { engines: { vscode: '^1.90.0' } }],
    ['of some Nodes', { engines: { node: '>=18' } }],
    ['of an old Node', { engines: { node: '<1' } }],
    ['of some npms', { engines: { npm: '>=10' } }],
    ['whose script may fail', { hasInstallScript: true }],
  ])('is drift where it is an optional one %s', (_, more) => {
    expect(drift(optional(more), ['demo'])).toEqual(['native']);
  });

  it.each<readonly [string, object]>([
    ['another system', { os: ['darwin'] }],
    ['all systems but this one', { os: ['!linux'] }],
    ['another processor', { os: ['linux'], cpu: ['arm64'] }],
    ['another C library', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ])('may be missing where it is an optional one of %s', (_, more) => {
    expect(drift(optional(more), ['demo'])).toEqual([]);
  });

  const noted = (text: string): MemoryOptions => ({ files: { '/p/left-out.txt': text } });

  it.each<readonly [string, object]>([
    ['another Node', { engines: { node: '<1' } }],
    ['another npm', { engines: { npm: '<1' } }],
    ['a compiler that was missing', { hasInstallScript: true }],
  ])('may be missing where it is noted to be one of %s, and may be there', (_, more) => {
    expect(drift(optional(more), ['demo'], noted('node_modules/native\n'))).toEqual([]);
    expect(drift(optional(more), ['demo', 'native'], noted('node_modules/native\n'))).toEqual([]);
  });

  it.each(['', 'native\n', 'node_modules/nat', '\0\n\n__proto__\nnode_modules/demo\n', '{}'])(
    'is drift where the note of what was left out reads %j',
    (text) => {
      expect(drift(optional({ engines: { node: '>=18' } }), ['demo'], noted(text))).toEqual(['native']);
      expect(drift(optional({ engines: { node: '>=18' } }), ['native'], noted(text))).toEqual(['demo']);
    },
  );

  it('may be missing where a note names it, also where the lock knows no reason: what npm builds by itself stands in none', () => {
    expect(drift(optional({}), ['demo'], noted('node_modules/native\n'))).toEqual([]);
    expect(drift(optional({}), ['demo'])).toEqual(['native']);
  });

  it('may be missing where the lock has it and nothing needs it', () => {
    const packages = { demo: entry({}), left: entry({ extraneous: true }) };
    expect(drift(packages, ['demo'])).toEqual([]);
  });

  it('may be missing with one that is noted, where nothing else needs it', () => {
    const packages = {
      demo: entry({ optionalDependencies: { image: '1', whole: '1' } }),
      image: entry({ optional: true, dependencies: { built: '1', only: '1', both: '1' } }),
      built: entry({ optional: true, hasInstallScript: true }),
      only: entry({ optional: true, engines: { node: '>=18' } }),
      both: entry({ optional: true }),
      whole: entry({ optional: true, dependencies: { both: '1' } }),
    };
    expect(drift(packages, ['demo', 'whole'], noted('node_modules/built\r\n'))).toEqual(['both']);
    expect(drift(packages, ['demo', 'whole'])).toEqual(['image', 'built', 'only', 'both']);
  });

  it('may be missing where nobody knows the C library', () => {
    const more = { libc: ['glibc'] };
    expect(drift(optional(more), ['demo'], { files: { '/usr/bin/ldd': 'something else' } })).toEqual([]);
  });

  it('may be missing with what is of no use without it, on either side, and nothing else may', () => {
    const packages = {
      demo: entry({ optionalDependencies: { image: '1', whole: '1' } }),
      image: entry({ optional: true, dependencies: { store: '1' } }),
      store: entry({ optional: true, dependencies: { mac: '1', part: '1' } }),
      mac: entry({ optional: true, os: ['darwin'] }),
      part: entry({ optional: true }),
      whole: entry({ optional: true, dependencies: { part: '2' } }),
      'whole/node_modules/part': entry({ optional: true }),
    };
    expect(drift(packages, ['demo'])).toEqual(['whole', 'whole/node_modules/part']);
  });
});

describe('a package that the lock does not name', () => {
  const packages = { demo: entry({ dependencies: { a: '1' } }), a: entry(), '@s/b': entry() };
  const whole = ['demo', 'a', '@s/b'];

  it.each(['demo/node_modules/a', 'evil', '@s/evil', 'a/node_modules/@t/evil'])('is drift: %s', (key) => {
    expect(drift(packages, [...whole, key])).toContain(key);
  });

  it.each<readonly [string, MemoryOptions, string]>([
    ['a file that is found as one', { files: { '/p/node_modules/a.js': '' } }, 'a.js'],
    ['a link', { links: { '/p/node_modules/evil': '/elsewhere' } }, 'evil'],
    ['a folder of packages that is a link', { links: { '/p/node_modules/a/node_modules': '/' } }, 'a/node_modules'],
  ])('is drift where it is %s', (_, more, key) => {
    expect(drift(packages, whole, more)).toEqual([key]);
  });

  it('is none of what npm notes for itself', () => {
    const files = { '/p/node_modules/.package-lock.json': '{}', '/p/node_modules/.bin/demo': '' };
    expect(drift(packages, whole, { files })).toEqual([]);
  });
});

it('gives npm a lock without what lies in the files of others', () => {
  const packages = { 'node_modules/demo': entry(), 'node_modules/demo/node_modules/in': entry({ inBundle: true }) };
  expect(JSON.parse(withoutBundled(JSON.stringify({ lockfileVersion: 3, packages })))).toEqual({
    lockfileVersion: 3,
    packages: { 'node_modules/demo': entry() },
  });
  const plain = '{"packages":{"node_modules/demo":{}}}';
  expect(withoutBundled(plain)).toBe(plain);
});
