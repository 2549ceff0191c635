import * as pep440 from '@renovatebot/pep440';
import * as semver from 'semver';
import { cargoScheme, pep440Scheme, semverScheme, type VersionScheme } from '../../../lib/versions';

describe.each<{ scheme: VersionScheme; order: readonly string[] }>([
  {
    scheme: semverScheme,
    order: ['nonsense', '0.9.0', '1.0.0-alpha.1', '1.0.0-beta', '1.0.0', '1.2.0', '1.9.9', '1.10.0', '10.0.0'],
  },
  {
    scheme: pep440Scheme,
    order: ['nonsense', '0.9', '1.0.dev1', '1.0a1', '1.0rc1', '1.0', '1.0.post1', '1.9', '1.10', '2024.1', '1!0.1'],
  },
])('$scheme.name', ({ scheme, order }) => {
  it('orders versions by their numbers, whatever order they come in', () => {
    const shuffled = order.toReversed();
    expect(shuffled.sort((a, b) => scheme.compare(a, b))).toEqual(order);
  });

  it('answers text that is no version, and never throws', () => {
    for (const text of ['', ' ', 'latest', '..', '1..2', '>=', '__proto__', 'x'.repeat(5000)]) {
      expect(scheme.normalise(text)).toBeUndefined();
      expect(scheme.major(text)).toBeUndefined();
      expect(scheme.isPrerelease(text)).toBe(false);
    }
    for (const text of ['', ' ', 'latest', 'next', '>=', '^^1', 'file:../x', 'git+ssh://x'])
      expect(scheme.range(text)).toBeUndefined();
  });
});

it.each<{ scheme: VersionScheme; range: string; exact?: string; yes: readonly string[]; no: readonly string[] }>([
  { scheme: semverScheme, range: '1.2.3', exact: '1.2.3', yes: ['1.2.3', 'v1.2.3'], no: ['1.2.4', '1.2.30'] },
  { scheme: semverScheme, range: '=1.2.3', exact: '1.2.3', yes: ['1.2.3'], no: ['1.2.2'] },
  { scheme: semverScheme, range: '2.0.0-rc.1', exact: '2.0.0-rc.1', yes: ['2.0.0-rc.1'], no: ['2.0.0'] },
  { scheme: semverScheme, range: '^1.2', yes: ['1.2.0', '1.10.0'], no: ['2.0.0', '1.1.9', '1.3.0-beta'] },
  { scheme: semverScheme, range: '~0.12', yes: ['0.12.0', '0.12.9'], no: ['0.13.0', '1.12.0'] },
  { scheme: semverScheme, range: '1.10', yes: ['1.10.0', '1.10.7'], no: ['1.1.0', '1.11.0'] },
  { scheme: semverScheme, range: '>=1 <2 || 3.x', yes: ['1.5.0', '3.1.0'], no: ['2.0.0', '4.0.0'] },
  { scheme: pep440Scheme, range: '1.10', exact: '1.10', yes: ['1.10', '1.10.0'], no: ['1.1', '1.10.1', '1.10rc1'] },
  { scheme: pep440Scheme, range: '==1.10', exact: '1.10', yes: ['1.10'], no: ['1.1'] },
  { scheme: pep440Scheme, range: '2.0rc1', exact: '2.0rc1', yes: ['2.0rc1', '2.0.RC1'], no: ['2.0'] },
  { scheme: pep440Scheme, range: '~0.12', yes: ['0.12', '0.12.9'], no: ['0.13', '0.13rc1', '0.11', '0.12.1rc1'] },
  { scheme: pep440Scheme, range: '~=1.4.2', yes: ['1.4.2', '1.4.9'], no: ['1.5', '1.4.1'] },
  { scheme: pep440Scheme, range: '^1.2', yes: ['1.2', '1.10'], no: ['2.0', '1.1'] },
  { scheme: pep440Scheme, range: '^0.2.3', yes: ['0.2.9'], no: ['0.3', '0.2.2'] },
  { scheme: pep440Scheme, range: '^0.0.3', yes: ['0.0.3', '0.0.3.1'], no: ['0.0.4'] },
  { scheme: pep440Scheme, range: '24.x', yes: ['24.1', '24.10.0'], no: ['25.0', '2.4'] },
  { scheme: pep440Scheme, range: '*', yes: ['0.1', '99'], no: ['1.0rc1'] },
  { scheme: pep440Scheme, range: '>=1.0,<2,!=1.5', yes: ['1.4', '1.6'], no: ['1.5', '2.0', '1.6b1'] },
  { scheme: pep440Scheme, range: '>=2.0rc1', yes: ['2.0rc2', '2.0'], no: ['1.9'] },
  { scheme: pep440Scheme, range: '==1.2.*', yes: ['1.2', '1.2.7'], no: ['1.3'] },
])('$scheme.name $range includes what it says', ({ scheme, range: text, exact, yes, no }) => {
  const range = scheme.range(text);
  expect(range?.exact).toBe(exact);
  expect(yes.filter((version) => range?.includes(version) !== true)).toEqual([]);
  expect(no.filter((version) => range?.includes(version) !== false)).toEqual([]);
});

it.each<{ scheme: VersionScheme; empty: readonly string[]; some: readonly string[] }>([
  {
    scheme: semverScheme,
    empty: [
      '>2 <1',
      '>=2.0.0 <2.0.0',
      '1.2.3 1.2.4',
      '>1.0.0 <1.0.1',
      '^1 ^2',
      '<0.0.0',
      '>2 <1 || >4 <3',
      '>*',
      '>1 <2',
    ],
    some: [
      '>=1 <2 || >4 <3',
      '>2 <1 || 3.x',
      '*',
      '<1',
      '>=1.0.0 <=1.0.0',
      '>1.0.0-rc.1 <1.0.0-rc.3',
      '1.2.3',
      '^0.0.3',
    ],
  },
  {
    scheme: pep440Scheme,
    empty: [
      '>2,<1',
      '>=2,<2',
      '==1.0,==1.1',
      '==1.0,!=1.0',
      '>=1,<2,!=1.*',
      '~=1.4.2,<1.4',
      '==1.2.*,>=1.3',
      '<0',
      '>2rc1,<1',
    ],
    some: [
      '>1,<2',
      '>=1,<=1',
      '>1.0,<1.1',
      '!=1.5',
      '>=1.5,<2,!=1.5',
      '>=1.5,<2,!=1.5.*',
      '<1',
      '*',
      '1.x',
      '~0.12',
      '>=2.0rc1',
      '>2.0rc1,<2.0rc3',
      '~=1.4.2',
      '==1.0+local',
      '>=1!2,<1!3',
      '==1.*,!=1.0.*',
      '1.10',
      '>1.0.post1,<1.1',
    ],
  },
])('$scheme.name tells ranges that no version is in from those that have one', ({ scheme, empty, some }) => {
  const isEmpty = (text: string): boolean | undefined => scheme.range(text)?.isEmpty();
  expect(empty.filter((text) => isEmpty(text) !== true)).toEqual([]);
  expect(some.filter((text) => isEmpty(text) !== false)).toEqual([]);
});

it.each<{ scheme: VersionScheme; range: string; yes: readonly string[]; no: readonly string[] }>([
  { scheme: semverScheme, range: '2.x', yes: ['2.0.0-beta.1', '2.1.0-rc.1', '2.1.0'], no: ['3.0.0-beta.1', '1.9.0'] },
  { scheme: semverScheme, range: '1.2.3', yes: ['1.2.3'], no: ['1.2.3-rc.1'] },
  { scheme: semverScheme, range: '=v1.2.3', yes: ['1.2.3'], no: ['1.2.3-rc.1', 'nonsense'] },
  { scheme: pep440Scheme, range: '2.x', yes: ['2.0rc1', '2.1'], no: ['3.0rc1', '1.9', 'nonsense'] },
  { scheme: pep440Scheme, range: '2.0', yes: ['2.0.0'], no: ['2.0rc1'] },
])('$scheme.name $range covers its prereleases', ({ scheme, range: text, yes, no }) => {
  const range = scheme.range(text);
  expect(yes.filter((version) => range?.covers(version) !== true)).toEqual([]);
  expect(no.filter((version) => range?.covers(version) !== false)).toEqual([]);
});

it.each<{ scheme: VersionScheme; range: string; yes: readonly string[]; no: readonly string[] }>([
  { scheme: semverScheme, range: '1.2.3', yes: ['1.2.3', '1.2.3-rc.1'], no: ['1.2.4-rc.1', 'nonsense'] },
  { scheme: semverScheme, range: '^2.0.0', yes: ['2.0.0-rc.1', '2.1.0-rc.1'], no: ['3.0.0-rc.1', '1.9.0-rc.1'] },
  { scheme: semverScheme, range: '^1.0.0 || >=2.0.0', yes: ['2.0.0-rc.1'], no: ['0.9.0-rc.1'] },
  { scheme: semverScheme, range: '>=v2.0.0-rc.2', yes: ['2.0.0-rc.2', '3.0.0-rc.1'], no: ['2.0.0-rc.1'] },
  { scheme: cargoScheme, range: '>=2.0.0, <3', yes: ['2.0.0-rc.1'], no: ['3.0.0-rc.1'] },
  { scheme: pep440Scheme, range: '2.0', yes: ['2.0', '2.0rc1', '2.0.0a1.post1'], no: ['2.1rc1', '2.0.post1.dev1'] },
  { scheme: pep440Scheme, range: '>=1!2', yes: ['1!2.0rc1', '1!2.0.dev1+local'], no: ['2.0rc1', 'nonsense'] },
  { scheme: pep440Scheme, range: '>=2.0rc2', yes: ['2.0rc2', '2.1rc1'], no: ['2.0rc1'] },
])('$scheme.name $range refuses the prereleases of what is in it', ({ scheme, range: text, yes, no }) => {
  const range = scheme.range(text);
  expect(yes.filter((version) => range?.refuses(version) !== true)).toEqual([]);
  expect(no.filter((version) => range?.refuses(version) !== false)).toEqual([]);
});

it.each([
  { scheme: semverScheme, from: '1.2.3', to: '2.0.0', expected: '2.0.0' },
  { scheme: semverScheme, from: '^1.2', to: '2.1.0', expected: '^2.1.0' },
  { scheme: semverScheme, from: '~1.2', to: '1.3.0', expected: '~1.3.0' },
  { scheme: semverScheme, from: '1.x', to: '2.1.0', expected: '2.x' },
  { scheme: semverScheme, from: '1.2.x', to: '2.1.0', expected: '2.1.x' },
  { scheme: semverScheme, from: '1.x.x', to: '2.1.0', expected: '2.x.x' },
  { scheme: semverScheme, from: '1', to: '2.1.0', expected: '2' },
  { scheme: semverScheme, from: '=1.2', to: '2.1.0', expected: '=2.1' },
  { scheme: semverScheme, from: '1.x || 2.x', to: '3.1.0', expected: undefined },
  { scheme: semverScheme, from: '^1.0.0 || ^2.0.0', to: '3.1.0', expected: undefined },
  { scheme: semverScheme, from: '>=1 <2', to: '2.1.0', expected: undefined },
  { scheme: cargoScheme, from: '>=1, <2', to: '2.1.0', expected: undefined },
  { scheme: pep440Scheme, from: '24.x', to: '25.1', expected: '25.x' },
  { scheme: pep440Scheme, from: '==24.1.*', to: '25', expected: '==25.0.*' },
  { scheme: pep440Scheme, from: '24.x', to: '1!1.0', expected: undefined },
  { scheme: pep440Scheme, from: '~0.12', to: '0.13.1', expected: '~0.13.1' },
  { scheme: pep440Scheme, from: '~=0.12', to: '0.13.1', expected: '~=0.13' },
  { scheme: pep440Scheme, from: '1.10', to: '1.20', expected: '1.20' },
])('keeps the shape of the pin $from when it moves to $to', ({ scheme, from, to, expected }) => {
  expect(scheme.range(from)?.around(to)).toBe(expected);
});

it.each([
  { scheme: semverScheme, range: '^2', version: '1.9.0', above: true },
  { scheme: semverScheme, range: '^2', version: '2.1.0', above: false },
  { scheme: semverScheme, range: '<2', version: '2.1.0', above: false },
  { scheme: semverScheme, range: '1.x || 3.x', version: '2.0.0', above: false },
  { scheme: semverScheme, range: '1.0.0', version: 'nonsense', above: false },
  { scheme: pep440Scheme, range: '~0.12', version: '0.9', above: true },
  { scheme: pep440Scheme, range: '~0.12', version: '0.13', above: false },
  { scheme: pep440Scheme, range: '==1.10', version: '1.9', above: true },
  { scheme: pep440Scheme, range: '==1.10.*', version: '1.10.3', above: false },
  { scheme: pep440Scheme, range: '<2', version: '2.1', above: false },
])('$scheme.name $range is above $version: $above', ({ scheme, range, version, above }) => {
  expect(scheme.range(range)?.isAbove(version)).toBe(above);
});

it('reads releases as the libraries do', () => {
  const texts = [
    '0',
    '1',
    '1.2',
    '1.2.3',
    '1.10.0',
    '01.2.3',
    '1.2.3.4',
    '1.2.3-rc.1',
    '1.2.3rc1',
    '1.2.3+local',
    '1.9.10',
  ];
  for (const [scheme, valid] of [
    [semverScheme, (text: string) => semver.valid(text)],
    [pep440Scheme, (text: string) => pep440.clean(text)],
  ] as const)
    for (const text of texts) expect(scheme.normalise(text)).toBe(valid(text) ?? undefined);
  for (const a of texts)
    for (const b of texts) {
      if (semver.valid(a) !== null && semver.valid(b) !== null)
        expect(Math.sign(semverScheme.compare(a, b))).toBe(semver.compare(a, b));
      if (pep440.valid(a) === null || pep440.valid(b) === null) continue;
      expect(Math.sign(pep440Scheme.compare(a, b))).toBe(Math.sign(pep440.compare(a, b)));
      if (/^[\d.]+$/.test(a)) expect(pep440Scheme.range(a)?.includes(b)).toBe(pep440.satisfies(b, `==${a}`));
    }
});
