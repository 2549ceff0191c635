import { isStackError, type StackError } from './fault';
import { isMachineTrouble, reasonOf, unreadPackage } from './errno';
import { bug, machineTrouble } from './faults';

/**
 * What a task threw as a fault: known ones as they are, a system call that failed for want of something as trouble of the machine,
 * everything else (also `throw null`) as a bug. All keep their cause.
 */
export function asFault(task: string, thrown: unknown): StackError {
  if (isStackError(thrown)) return thrown;
  const call = callOf(thrown);
  if (call !== undefined) return machineTrouble({ task, reason: reasonOf(thrown), call }, { cause: thrown });
  const { whereThrown } = require('./where-thrown') as typeof import('./where-thrown');
  const at = whereThrown(thrown);
  return bug({ task, error: describeThrown(thrown), ...(at === undefined ? {} : { at }) }, { cause: thrown });
}

/** The system call and its path, where that is what failed and the machine is the reason. */
function callOf(thrown: unknown): string | undefined {
  if (!isMachineTrouble(thrown) || typeof thrown !== 'object' || thrown === null) return undefined;
  if (!('syscall' in thrown)) {
    const unread = unreadPackage(thrown);
    return unread === undefined ? undefined : `open ${unread.path}`;
  }
  return [thrown.syscall, 'path' in thrown ? thrown.path : undefined]
    .filter((part) => typeof part === 'string')
    .join(' ');
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
