/** One thing wrong with a config, at its place. */
export interface ConfigProblem {
  /** The file, or the environment variable, that holds the value. */
  readonly source: string;
  /** JSON pointer of the value: `/enforce/ladder/0`. Empty for the whole document. */
  readonly pointer: string;
  /** 1-based; null where the source has no lines (environment). */
  readonly line: number | null;
  readonly column: number | null;
  /** One sentence, lower case, no full stop: what is wrong. */
  readonly message: string;
  /** What was found, shortened, secrets never quoted. */
  readonly found: string;
  readonly allowed: string;
  /** A key or value close to what was typed. */
  readonly suggestion: string | null;
  readonly severity: 'error' | 'warning';
}
