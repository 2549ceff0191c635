/** A text between single quotes of a POSIX shell, which takes everything there as it is; only the quote itself has to step outside. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What a shell reads nothing into, wherever it stands. */
const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+,-';

/** A word for a POSIX shell, quoted where it has to be. */
export function shellQuote(word: string): string {
  return isPlain(word) ? word : singleQuoted(word);
}

/** Letter by letter: every run asks it of its few words, and to make an expression takes longer. */
function isPlain(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at);
    // At the beginning it would be a variable.
    if (!plain.includes(letter) && (letter !== '=' || at === 0)) return false;
  }
  return word !== '';
}

/** A line of words as a POSIX shell takes it. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellQuote).join(' ');
}
