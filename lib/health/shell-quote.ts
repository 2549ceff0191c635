/** A word for a POSIX shell, quoted where it has to be. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
