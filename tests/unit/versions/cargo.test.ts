import { cargoScheme } from '../../../lib/versions';

it.each([
  ['14.1.0', '=14.1.0'],
  ['14.0', '>=14.0.0, <14.1.0'],
  ['14', '>=14.0.0, <15.0.0'],
  ['~14.1', '>=14.1.0, <14.2.0'],
  ['^0.2.3', '>=0.2.3, <0.3.0'],
  ['>=14 <15', '>=14.0.0, <15.0.0'],
  ['>=14, <15', '>=14.0.0, <15.0.0'],
  ['>=2.0.0-rc.1 <3', '>=2.0.0-rc.1, <3.0.0'],
  ['1.2 - 2', '>=1.2.0, <3.0.0'],
  ['>1', '>=2.0.0'],
  ['*', '*'],
])('says the range %s to cargo as %s', (text, specifier) => {
  const range = cargoScheme.range(text);
  expect([range?.text, range?.specifier]).toEqual([text, specifier]);
});

it.each(['1.x || 3.x', 'latest', '', '>=14, latest', ','])('reads no range in "%s"', (text) => {
  expect(cargoScheme.range(text)).toBeUndefined();
});

it('includes what its bounds say, also with a comma between them', () => {
  const range = cargoScheme.range('>=14, <15');
  expect(['13.9.0', '14.0.0', '14.9.0', '15.0.0-rc.1', '15.0.0'].filter((one) => range?.includes(one))).toEqual([
    '14.0.0',
    '14.9.0',
  ]);
});
