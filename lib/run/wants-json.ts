const asks = ['--json', '--json=true', '-json', '-json=true', '??'];

/**
 * Looks for `--json` in a line that was not read yet, or could not be: what is printed before that, and its error, have to leave stdout to one
 * document. A file of its own, because every run asks.
 */
export function wantsJson(argv: readonly string[]): boolean {
  return isTyped(argv, asks);
}

/** The same for `--debug`: what a line that was not understood has to say of its error. */
export function wantsDebug(argv: readonly string[]): boolean {
  return isTyped(argv, ['--debug', '--debug=true', '-debug', '-debug=true']);
}

function isTyped(argv: readonly string[], spellings: readonly string[]): boolean {
  const end = argv.indexOf('--');
  // To make a pattern out of its text takes longer than to look at every word.
  return (end === -1 ? argv : argv.slice(0, end)).some((word) => spellings.includes(word.toLowerCase()));
}
