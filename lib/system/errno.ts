import { errnoOf, reasonOf } from '../kernel/errno';
import { isStackError, type StackError } from '../kernel/fault';
import { fileExists, fileMissing, folderNotEmpty, unreadable, unwritable } from './faults';

/** Runs a reading call and turns its errno into a fault naming the path. */
export function reading<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT') throw fileMissing({ path }, { cause });
    throw unreadable({ path, reason: reasonOf(cause) }, { cause });
  }
}

/** Runs a changing call and turns its errno into a fault naming the path. */
export function changing<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (cause) {
    throw changeFault(path, cause);
  }
}

export function changeFault(path: string, cause: unknown): StackError {
  // It says already what was the matter.
  if (isStackError(cause)) return cause;
  switch (errnoOf(cause)) {
    case 'ENOENT':
      return fileMissing({ path }, { cause });
    case 'EEXIST':
      return fileExists({ path }, { cause });
    case 'ENOTEMPTY':
      return folderNotEmpty({ path }, { cause });
    default:
      return unwritable({ path, reason: reasonOf(cause) }, { cause });
  }
}

/** Runs a call that nothing depends on; undefined where the file system did not let it. */
export function ifPossible<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (!isStackError(error)) throw error;
    return undefined;
  }
}
