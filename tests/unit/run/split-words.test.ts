import { splitWords } from '../../../lib/run/split-words';

it.each([
  ['A B', ['A', 'B']],
  ['  A   --x=1 ', ['A', '--x=1']],
  ['A --note "two words"', ['A', '--note', 'two words']],
  ["A --note='two words' B", ['A', '--note=two words', 'B']],
  [`A "it's"`, ['A', "it's"]],
  ['A ""', ['A', '']],
  ['', []],
])('%s', (line, words) => {
  expect(splitWords(line)).toEqual(words);
});
