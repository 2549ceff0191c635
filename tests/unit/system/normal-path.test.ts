import { normalize } from 'node:path';
import { normalPath } from '../../../lib/system/normal-path';

const pieces = ['/', '//', '.', '..', 'a', '.b', 'c.', ' ', '\\'];

it('answers what normalize answers, for every path of four pieces', () => {
  const paths = [''];
  for (let length = 0; length < 4; length += 1)
    paths.push(...paths.slice(-(pieces.length ** length)).flatMap((path) => pieces.map((piece) => `${path}${piece}`)));
  expect(paths.length).toBeGreaterThan(6000);
  expect(paths.filter((path) => normalPath(path) !== normalize(path))).toEqual([]);
});
