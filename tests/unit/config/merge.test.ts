import { isPlain, mergeConfig, noteSource, type Plain, type Sources } from '../../../lib/config/merge';

function merge(
  under: Plain,
  over: Plain,
): { readonly merged: Plain; readonly sources: Readonly<Record<string, string>> } {
  const sources: Sources = new Map();
  noteSource(under, 'default', sources, '');
  const merged = mergeConfig(under, over, 'file', sources);
  return { merged, sources: Object.fromEntries(sources) };
}

it('lays objects over each other key by key', () => {
  const { merged } = merge({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 9 }, e: 4 });
  expect(merged).toEqual({ a: { b: 9, c: 2 }, d: 3, e: 4 });
});

it('replaces a list as a whole', () => {
  expect(merge({ a: [1, 2, 3] }, { a: [9] }).merged).toEqual({ a: [9] });
});

it.each([
  ['an object by a text', { a: { b: 1 } }, { a: 'x' }],
  ['an object by null', { a: { b: 1 } }, { a: null }],
  ['null by an object', { a: null }, { a: { b: 1 } }],
  ['a list by an object', { a: [1] }, { a: { b: 1 } }],
])('replaces %s', (_name, under, over) => {
  expect(merge(under, over).merged).toEqual(over);
});

it('leaves what it was given as it was', () => {
  const under = { a: { b: 1 } };
  merge(under, { a: { c: 2 } });
  expect(under).toEqual({ a: { b: 1 } });
});

it('notes where each value comes from', () => {
  const { sources } = merge({ a: { b: 1, c: 2 }, d: [1, 2] }, { a: { b: 9 }, e: {} });
  expect(sources).toEqual({ '/a/b': 'file', '/a/c': 'default', '/d': 'default', '/e': 'file' });
});

it('forgets the sources of what was replaced', () => {
  const { sources } = merge({ a: { b: 1, c: { d: 2 } }, ab: 1 }, { a: null });
  expect(sources).toEqual({ '/a': 'file', '/ab': 'default' });
});

it('notes a source again for every value of an object that came in the place of null', () => {
  expect(merge({ a: { b: {} } }, { a: { b: { c: 1 } } }).sources).toMatchObject({ '/a/b/c': 'file' });
});

it('escapes keys in pointers', () => {
  expect(merge({ x: 1 }, { 'a/b': { '~c': 1 } }).sources).toEqual({ '/x': 'default', '/a~1b/~0c': 'file' });
});

it.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  ['a', false],
  [undefined, false],
])('knows an object when it sees one: %j', (value, expected) => {
  expect(isPlain(value)).toBe(expected);
});
