import { isGreen } from './exit';
import { exitStatuses } from './exit-statuses';
import { isStackError, type StackError } from './fault';
import { isMachineTrouble, reasonOf, unreadPackage } from './errno';
import { bug, machineTrouble } from './faults';

/**
 * What a task threw as a fault: known ones as they are, a system call that failed for want of something as trouble of the machine,
 * everything else (also `throw null`) as a bug. All keep their cause, but for what cannot even be read.
 */
export function asFault(task: string, thrown: unknown): StackError {
  try {
    return read(task, thrown);
  } catch {
    // A getter that throws, or a proxy whose traps do. No cause either: whoever looks at that meets the same.
    return bug({ task, error: 'threw something that cannot be read in the place of an error' });
  }
}

function read(task: string, thrown: unknown): StackError {
  if (isStackError(thrown) && isWhole(thrown)) return thrown;
  const call = callOf(thrown);
  if (call !== undefined) return machineTrouble({ task, reason: reasonOf(thrown), call }, { cause: thrown });
  const { whereThrown } = require('./where-thrown') as typeof import('./where-thrown');
  const at = whereThrown(thrown);
  return bug({ task, error: describeThrown(thrown), ...(at === undefined ? {} : { at }) }, { cause: thrown });
}

/** True for a fault that can be told: one that somebody made by hand may lack what a document is made of, or end green. */
function isWhole({ code, exit, message, fix, data }: StackError): boolean {
  const texts: readonly unknown[] = [code, message, fix, JSON.stringify(data)];
  return texts.every((text) => typeof text === 'string') && Object.hasOwn(exitStatuses, exit) && !isGreen(exit);
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
  // Read once: a getter may say something else the next time.
  const message: unknown =
    typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : undefined;
  if (typeof message === 'string') {
    const { withCauses } = require('./causes') as typeof import('./causes');
    return withCauses(message, thrown) || 'an error without a message';
  }
  return `threw ${textOf(thrown)} in the place of an error`;
}

function textOf(thrown: unknown): string {
  try {
    // An empty list is an empty text too.
    return String(thrown) || JSON.stringify(thrown);
  } catch {
    // An object without a prototype, or one whose toString throws.
    return 'an object without a text';
  }
}
