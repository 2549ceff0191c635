import { cutWords } from '../../../lib/run/split-words';

it.each([
  ['A B', ['A', 'B']],
  ['  A   --x=1 ', ['A', '--x=1']],
  ['A --note "two words"', ['A', '--note', 'two words']],
  ["A --note='two words' B", ['A', '--note=two words', 'B']],
  [`A "it's"`, ['A', "it's"]],
  ['A ""', ['A', '']],
  [`A a"b c"d'e f'`, ['A', 'ab cde f']],
  ['', []],
])('%s', (line, words) => {
  expect(cutWords(line)).toEqual({ words, open: undefined });
});

it.each([
  ['A --text 5"', ['A', '--text', '5'], '"'],
  ['A "', ['A', ''], '"'],
  [`A it's "fine`, ['A', 'its "fine'], "'"],
  [`A "fine" 'not ours`, ['A', 'fine', 'not ours'], "'"],
])('a quote that is not closed holds all to the end: %s', (line, words, open) => {
  expect(cutWords(line)).toEqual({ words, open });
});
