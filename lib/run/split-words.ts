/** A line cut into words. */
export interface CutLine {
  readonly words: readonly string[];
  /** The quote that was opened and not closed; it then holds all to the end of the line. */
  readonly open: string | undefined;
}

/** Cuts a line into words as people type it: blanks separate, quotes of either kind keep them together. */
export function cutWords(line: string): CutLine {
  const words: string[] = [];
  let open: string | undefined;
  for (const [text] of line.matchAll(/(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s"']+)+/g)) {
    const word = text.replaceAll(/(["'])([\s\S]*?)(\1|$)/g, (_, quote: string, held: string, end: string) => {
      if (end === '') open = quote;
      return held;
    });
    words.push(word);
  }
  return { words, open };
}
