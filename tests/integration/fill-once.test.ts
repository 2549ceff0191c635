import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const { fillOnce } = require(join(__dirname, '..', '..', 'scripts', 'fill-once.js')) as {
  readonly fillOnce: (text: string) => string;
};

it.each([
  ['names of values', 'x = { name, status: 0 };', 'x = { ...null, name, status: 0 };'],
  ['as many constants as others', 'x = { a, b: 1 };', 'x = { ...null, a, b: 1 };'],
  ['functions', 'x = { run() {}, at: () => 1 };', 'x = { ...null, run() {}, at: () => 1 };'],
  ['a literal within one', 'x = { of: { name } };', 'x = { ...null, of: { ...null, name } };'],
  ['one within a call', 'open({ of: [{ name }] });', 'open({ ...null, of: [{ ...null, name }] });'],
  ['what comes before a spread', 'x = { name, ...rest };', 'x = { ...null, name, ...rest };'],
])('lets a literal be filled field by field: %s', (_, text, filled) => {
  expect(fillOnce(text)).toBe(filled);
});

it.each([
  ['nothing in it', 'x = {};'],
  ['constants alone', "x = { a: 1, b: 'b', c: (0), d: null, e: { f: [true, 2] } };"],
  ['more constants than others', 'x = { name, status: 0, reason: null };'],
  ['one with a getter, whose place is another after a spread', 'x = { name, get at() {}, status };'],
  ['one that begins with a spread', 'x = { ...rest, name };'],
  ['one that begins with a computed name', 'x = { [key]: value, name };'],
  [
    'what is taken apart',
    '({ a, b: [c] } = value); for ({ a } of all) ; for (const { a } of all) ; const { a = 1 } = value;',
  ],
])('leaves alone what V8 makes at once, or what is no literal: %s', (_, text) => {
  expect(fillOnce(text)).toBe(text);
});

it('means the same', () => {
  const text = `(() => { const a = 1; const o = { a, b: () => 2, __proto__: { d: 4 }, 5: a, of: { get c() { return 3; }, a }, 'e f': [{ a }] };
    return [JSON.stringify(o), Object.keys(o), o.b.name, o.d, Object.getOwnPropertyDescriptor(o, 'a')]; })()`;
  const filled = fillOnce(text);
  expect(filled.match(/\.\.\.null/g)).toHaveLength(2);
  expect(JSON.stringify(runInNewContext(filled))).toBe(JSON.stringify(runInNewContext(text)));
});
