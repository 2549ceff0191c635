import { isStackError, type StackError } from './fault';
import { bug } from './faults';

/** What a task threw as a fault: known ones as they are, everything else (also `throw null`) as a bug that keeps its cause. */
export function asFault(task: string, thrown: unknown): StackError {
  if (isStackError(thrown)) return thrown;
  const { whereThrown } = require('./where-thrown') as typeof import('./where-thrown');
  const at = whereThrown(thrown);
  return bug({ task, error: describeThrown(thrown), ...(at === undefined ? {} : { at }) }, { cause: thrown });
}

function describeThrown(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string') {
    return thrown.message || 'an error without a message';
  }
  return `threw ${textOf(thrown)} in the place of an error`;
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    // An object without a prototype, or one whose toString throws.
    return 'an object without a text';
  }
}
