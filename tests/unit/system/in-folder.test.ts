import { isInside } from '../../../lib/config/paths';
import { inFolder } from '../../../lib/system/in-folder';

it.each([
  ['/a/b', 'c', '/a/b/c'],
  ['/', 'c', '/c'],
  ['/a/', 'c', '/a/c'],
  ['/a', '', '/a/'],
])('%j and %j is %j', (folder, name, path) => {
  expect(inFolder(folder, name)).toBe(path);
});

it.each([
  ['/a', '/a', true],
  ['/a/b/c', '/a', true],
  ['/ab', '/a', false],
  ['/a', '/a/b', false],
  ['/a', '/', true],
])('%j lies in %j: %j', (path, folder, inside) => {
  expect(isInside(path, folder)).toBe(inside);
});
