import { isStackError, type StackError } from '../kernel/fault';
import { fileExists, fileMissing, folderNotEmpty, unreadable, unwritable } from './faults';

/** The errno name of a thrown value, or undefined. Read by field: errors may come from another realm. */
export function errnoOf(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : undefined;
}

const sentences: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the disk reported an error',
  EMFILE: 'too many open files',
  ELOOP: 'too many links in the path',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENAMETOOLONG: 'the name is too long',
  EFBIG: 'the file is too large',
  EBUSY: 'it is in use',
  EXDEV: 'it lies on another volume',
};

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

/** One short sentence for an errno, never a message that could contain arguments or contents. */
export function reasonOf(error: unknown): string {
  const code = errnoOf(error);
  return code === undefined ? 'unexpected error' : (sentences[code] ?? code);
}
