/** A text between single quotes of a POSIX shell, which takes everything there as it is; only the quote itself has to step outside. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A word for a POSIX shell, quoted where it has to be. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/.test(word) ? word : singleQuoted(word);
}

/** A line of words as a POSIX shell takes it. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellQuote).join(' ');
}
