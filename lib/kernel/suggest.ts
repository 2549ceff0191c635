/** The names closest to what was typed, at most three, none that is too far to be meant. */
export function suggest(typed: string, names: Iterable<string>): readonly string[] {
  // Nothing is like nothing: the shortest names would be as near as can be.
  if (typed.trim() === '') return [];
  const { distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  const wanted = typed.toLowerCase();
  // A name that shares no letter with a short word was not meant.
  const limit = Math.min(Math.max(2, Math.floor(wanted.length * 0.4)), wanted.length - 1);
  return [...names]
    .map((name) => ({ name, far: distance(wanted, name.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}
