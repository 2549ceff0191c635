import { isPlainRange, pep440Scheme, semverScheme } from '../../../lib/versions';

const signs = ['', '~', '^'];
const numbers = ['0', '1', '10', '2026', '999999999'];
const plain = signs.flatMap((sign) =>
  numbers.flatMap((major) => numbers.flatMap((minor) => numbers.map((patch) => `${sign}${major}.${minor}.${patch}`))),
);

it('is certain only of what every scheme reads', () => {
  expect(plain.filter((text) => !isPlainRange(text))).toEqual([]);
  expect(plain.filter((text) => semverScheme.range(text) === undefined)).toEqual([]);
  expect(plain.filter((text) => pep440Scheme.range(text) === undefined)).toEqual([]);
});

it.each(['latest', '', '1', '1.2', '01.2.3', '1.2.3-beta', '>=1.2.3', '1.2.3 ', 'v1.2.3', '1.2.3.4', '1.2.9999999999'])(
  'leaves %s to the scheme',
  (text) => {
    expect(isPlainRange(text)).toBe(false);
  },
);
