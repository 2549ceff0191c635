import { locatePointer } from '../../../lib/config/locate';

const text = ['{', '  // why', '  "a": {', '    "b/c": [1,', '      22]', '  },', '  "1": {"~": true}', '}'].join('\n');

it.each([
  ['a value', '/a', false, 3, 8],
  ['a key', '/a', true, 3, 3],
  ['an escaped key', '/a/b~1c', false, 4, 12],
  ['an item', '/a/b~1c/1', false, 5, 7],
  ['a key with a tilde', '/1/~0', false, 7, 14],
  ['a key that is a number', '/1', true, 7, 3],
  ['the parent of what is missing', '/a/missing', false, 3, 8],
  ['the parent of a missing key', '/a/missing', true, 3, 8],
  ['the whole document', '', false, 1, 1],
  ['the document of a key that is missing', '/missing', true, 1, 1],
])('finds %s', (_name, pointer, atKey, line, column) => {
  expect(locatePointer(text, pointer, atKey)).toEqual({ line, column });
});

it('answers with the start where there is nothing to find', () => {
  expect(locatePointer('', '/a', false)).toEqual({ line: 1, column: 1 });
});
