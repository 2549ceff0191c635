import { createInstrumenter } from 'istanbul-lib-instrument';
import { runInNewContext } from 'node:vm';
import { countCode, type Counts } from '../../../lib/proof/counted-code';
import { addCounts } from '../../../lib/proof/counts';

const path = '/package/dist/sign.js';
const text = `'use strict';
exports.sign = (number) => (number < 0 ? 'minus' : 'plus');
exports.never = () => { throw new Error('nobody asked'); };
`;
const map = { version: 3, file: 'sign.js', sources: ['../lib/sign.ts'], names: [], mappings: '' };

const { code, about } = countCode(createInstrumenter({ esModules: false, compact: true }), text, path, map);

/** What a process counts that asks for the signs of the numbers. */
function countOf(numbers: readonly number[]): Record<string, Counts> {
  const world = { exports: {} as { sign: (number: number) => string }, __coverage__: {} as Record<string, Counts> };
  runInNewContext(code, world);
  for (const number of numbers) world.exports.sign(number);
  // As the process writes it.
  return JSON.parse(JSON.stringify(world.__coverage__)) as Record<string, Counts>;
}

it('code counts what it runs, and does not carry along where that stands', () => {
  expect(code).not.toContain('statementMap');
  expect(code).not.toContain('mappings');
  expect(countOf([-1, 1, 2])).toEqual({ [path]: { s: [1, 3, 1, 0], f: [3, 0], b: [[1, 2]] } });
});

it('a file that is loaded twice in a process counts on', () => {
  const world = { exports: {}, __coverage__: {} as Record<string, Counts> };
  runInNewContext(code, world);
  runInNewContext(code, world);
  expect(world.__coverage__[path]?.s[0]).toBe(2);
});

it('the counts of processes are added up where they belong', () => {
  const total = addCounts({ [path]: about }, [
    countOf([-1]),
    countOf([1, 1]),
    { '/elsewhere.js': { s: [1], f: [], b: [] } },
  ]);
  expect(Object.keys(total)).toEqual([path]);
  expect(total[path]).toMatchObject({ s: { 0: 2, 1: 3, 2: 2, 3: 0 }, f: { 0: 3, 1: 0 }, b: { 0: [1, 2] } });
  expect(total[path]).toMatchObject({ statementMap: { 0: { start: { line: 2 } } }, inputSourceMap: map });
  // What belongs to all of them is left as it is.
  expect(about).toMatchObject({ s: { 0: 0 }, b: { 0: [0, 0] } });
});
