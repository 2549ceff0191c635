import { errorsWorthSaying } from './errors-worth-saying';
import { explainError, type ExplainedError } from './explain-error';
import { locatePointer, textAt } from './locate';
import type { Plain } from './merge';
import type { PathFinding } from './path-rules';
import type { ConfigProblem } from './problem';
import type { ConfigDocument } from './read-document';
import type { Validate } from './validator';

const noPlace = { line: null, column: null } as const;

/**
 * Every schema error of a file, each at its place.
 * @lazy
 */
export function explainDocument({ file, text, value }: ConfigDocument, validate: Validate): readonly ConfigProblem[] {
  return errorsOf(value, validate, (pointer) => textAt(text, pointer)).map(({ atKey, ...problem }) => {
    const place = locatePointer(text, problem.pointer, atKey);
    return { source: file, ...place, ...problem, severity: 'error' };
  });
}

/**
 * Every schema error of a value from the environment, named by its variable.
 * @lazy
 */
export function explainOverride(variable: string, value: Plain, validate: Validate): readonly ConfigProblem[] {
  return errorsOf(value, validate).map(({ atKey: _atKey, ...problem }) => {
    return { source: variable, ...noPlace, ...problem, severity: 'error' };
  });
}

/**
 * A path that breaks a rule of ours, at its place when it stands in a file.
 * @lazy
 */
export function explainPath(
  { pointer, ...finding }: PathFinding,
  source: string,
  document: ConfigDocument | undefined,
): ConfigProblem {
  const place = document === undefined ? noPlace : locatePointer(document.text, pointer, false);
  return { source, pointer, ...place, ...finding, suggestion: null, severity: 'error' };
}

/**
 * A file that extends itself, directly or through others.
 * @lazy
 */
export function explainCircle({ file, text }: ConfigDocument, path: string): ConfigProblem {
  const message = 'the config extends itself in a circle';
  const facts = { message, found: path, allowed: 'another file', suggestion: null, severity: 'error' } as const;
  return { source: file, pointer: '/extends', ...locatePointer(text, '/extends', false), ...facts };
}

function errorsOf(
  value: unknown,
  validate: Validate,
  written?: (pointer: string) => string | undefined,
): readonly ExplainedError[] {
  if (validate(value)) return [];
  return errorsWorthSaying(validate.errors ?? []).map((error) => explainError(error, written));
}
