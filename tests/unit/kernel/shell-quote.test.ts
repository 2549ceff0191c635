import { shellQuote, singleQuoted } from '../../../lib/kernel/shell-quote';

it.each([
  ['/a/b.c', '/a/b.c'],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['$HOME', "'$HOME'"],
  ['', "''"],
  ['--to=/a/b', '--to=/a/b'],
  // At the beginning of a word zsh reads it as the path of a program.
  ['=ls', "'=ls'"],
])('quotes %j for the shell', (word, quoted) => {
  expect(shellQuote(word)).toBe(quoted);
});

it('puts a plain word between quotes too where it is asked for', () => {
  expect(singleQuoted('/a/b.c')).toBe("'/a/b.c'");
});
