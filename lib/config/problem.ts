/** Where a value of the effective config stands. */
export interface ConfigPlace {
  /** The file, or the environment variable, that holds the value. */
  readonly source: string;
  /** JSON pointer of the value: `/enforce/ladder/0`. Empty for the whole document. */
  readonly pointer: string;
  /** 1-based; null where the source has no lines (environment). */
  readonly line: number | null;
  readonly column: number | null;
}

/** One thing wrong with a config, at its place. */
export interface ConfigProblem extends ConfigPlace {
  /** One sentence, lower case, no full stop: what is wrong. */
  readonly message: string;
  /** What was found, shortened, secrets never quoted. */
  readonly found: string;
  readonly allowed: string;
  /** A key or value close to what was typed. */
  readonly suggestion: string | null;
  readonly severity: 'error' | 'warning';
}

/** `file:3:5 /logs/keepDays`. */
export function describePlace({ source, pointer, line, column }: ConfigPlace): string {
  const place = line === null ? source : `${source}:${line}:${column ?? 1}`;
  return pointer === '' ? place : `${place} ${pointer}`;
}

/** One line: `file:3:5 /logs/keepDays: must be … (found 3; allowed: …), did you mean …?` */
export function describeProblem(problem: ConfigProblem): string {
  const { message, found, allowed, suggestion } = problem;
  const facts = [found === '' ? '' : `found ${found}`, allowed === '' ? '' : `allowed: ${allowed}`].filter(
    (text) => text !== '',
  );
  const tail = facts.length === 0 ? '' : ` (${facts.join('; ')})`;
  return `${describePlace(problem)}: ${message}${tail}${suggestion === null ? '' : `, did you mean ${suggestion}?`}`;
}

/** A value short enough for a message: lists and maps by their kind, texts cut. */
export function quoteValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…"`;
}
