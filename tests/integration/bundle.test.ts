import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');
const { bundle } = require(join(root, 'scripts', 'bundle.js')) as {
  readonly bundle: (dist: string, hot?: ReadonlySet<string>, often?: ReadonlySet<string>) => readonly string[];
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-bundle-'));
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As the compiler writes them. */
const modules: Readonly<Record<string, string>> = {
  'lib/main.js': `
    exports.main = main; exports.first = void 0;
    const one_1 = require("./one"); const two_1 = require("./two"); const index_1 = require("./noun/index"); const cold_1 = require("./cold");
    const name = 'main';
    exports.first = one_1.values[0];
    function main() { const own = 'inner'; return { name, own, one_1: one_1.size, two: (0, two_1.tell)(), word: index_1.word, cold: (0, cold_1.cold)(name) }; }`,
  'lib/one.js': `
    exports.size = exports.values = void 0;
    const name = 'one'; const tell = () => name;
    exports.values = [tell(), 2]; exports.size = exports.values.length;`,
  'lib/two.js': `
    exports.tell = tell;
    let name = 'two'; let told = 0;
    function tell() { told += 1; return { name, told, [name]: { name }.name }; }`,
  // The inner name hides the outer one: which of the two is meant cannot be told by the text.
  'lib/hides.js': `exports.hides = hides; const name = 'outer'; function hides({ name }) { return name ?? 'nothing'; }`,
  'lib/noun/index.js': `
    exports.word = void 0; var word_1 = require("./word");
    Object.defineProperty(exports, "word", { enumerable: true, get: function () { return word_1.word; } });`,
  'lib/noun/word.js': `exports.word = void 0; exports.word = 'w\u00f6rd';`,
  'lib/cold.js': `
    exports.cold = cold; const one_1 = require("./one"); const two_1 = require("./two"); const hides_1 = require("./hides");
    function cold(name) { return [name, one_1.values, (0, two_1.tell)().told, (0, hides_1.hides)({ name: 'seen' })]; }`,
};

function build(
  hot?: ReadonlySet<string>,
  often?: ReadonlySet<string>,
  texts: Readonly<Record<string, string>> = modules,
): (id: string) => unknown {
  for (const [id, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, 'dist', id)), { recursive: true });
    writeFileSync(
      join(folder, 'dist', id),
      `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });${text}`,
    );
  }
  bundle(join(folder, 'dist'), hot, often);
  const { open } = require(join(folder, 'bin', 'clistack.js')) as { readonly open: (id: string) => unknown };
  return open;
}

const hot = ['lib/main.js', 'lib/one.js', 'lib/two.js', 'lib/hides.js', 'lib/noun/word.js'];
const answer = {
  name: 'main',
  own: 'inner',
  one_1: 2,
  two: { name: 'two', told: 1, two: 'two' },
  word: 'w\u00f6rd',
  cold: ['main', ['one', 2], 2, 'seen'],
};

it.each([
  ['each a function', undefined, undefined],
  ['in one scope', new Set(hot), undefined],
  ['in one scope, and some in a file of their own', new Set(hot), new Set(['lib/cold.js'])],
  ['in one scope only in part', new Set(['lib/main.js', 'lib/two.js']), undefined],
])('modules mean the same in the bundle: %s', (_, named, often) => {
  const main = build(named, often)('lib/main.js') as { readonly main: () => unknown; readonly first: unknown };
  expect(main.first).toBe('one');
  expect(main.main()).toEqual(answer);
});

it('hands out the exports of a module of the scope', () => {
  const open = build(new Set(hot));
  expect(open('lib/one.js')).toEqual({ values: ['one', 2], size: 2 });
  expect(open('lib/nothing.js')).toBeUndefined();
});

it('has more names than fit into one block, and modules of two blocks that need each other', () => {
  const many = (name: string): string =>
    Array.from({ length: 60 }, (_, index) => `const ${name}${index} = ${index};`).join(' ');
  const ring = (name: string, other: string): string => `
    exports.${name} = ${name}; exports.down = down; const ${other}_1 = require("./${other}");
    ${many(name)}
    function ${name}() { return [${name}59, ${other}_1.down(2)]; }
    function down(left) { return left === 0 ? '${name}' : (0, ${other}_1.down)(left - 1); }`;
  const texts = { 'lib/left.js': ring('left', 'right'), 'lib/right.js': ring('right', 'left') };
  const open = build(new Set(Object.keys(texts)), undefined, texts);
  const { left } = open('lib/left.js') as { readonly left: () => unknown };
  const { right } = open('lib/right.js') as { readonly right: () => unknown };
  expect([left(), right()]).toEqual([
    [59, 'right'],
    [59, 'left'],
  ]);
});
