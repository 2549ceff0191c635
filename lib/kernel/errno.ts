/** The errno name of a thrown value, or undefined. Read by field: errors may come from another realm. */
export function errnoOf(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  if (!hasCode || typeof error.code !== 'string') return undefined;
  return unreadPackage(error)?.errno ?? error.code;
}

const wordsOfLibuv: Readonly<Record<string, string>> = {
  'too many open files': 'EMFILE',
  'file table overflow': 'ENFILE',
  'not enough memory': 'ENOMEM',
  'i/o error': 'EIO',
};

/** From Node 24 on a package.json that cannot be read is told of in words, with a code of Node's own. */
export function unreadPackage(error: unknown): { readonly errno: string; readonly path: string } | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return undefined;
  if (error.code !== 'ERR_INVALID_PACKAGE_CONFIG' || typeof error.message !== 'string') return undefined;
  const [, path = '', words = ''] = /^Cannot read package config (.+): ([^:]+?)\.?$/.exec(error.message) ?? [];
  const errno = wordsOfLibuv[words];
  return errno === undefined ? undefined : { errno, path };
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the disk reported an error',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files on the whole machine',
  ENOMEM: 'not enough memory',
  ELOOP: 'too many links in the path',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENAMETOOLONG: 'the name is too long',
  EFBIG: 'the file is too large',
  EBUSY: 'it is in use',
  ENXIO: 'it is a pipe that nobody reads, or a socket',
  EXDEV: 'it lies on another volume',
};

/** One short sentence for an errno, never a message that could contain arguments or contents. */
export function reasonOf(error: unknown): string {
  const code = errnoOf(error);
  return code === undefined ? 'unexpected error' : (sentences[code] ?? code);
}

/** What has nothing to do with what was asked for: the same call is right on a machine that has what it takes. */
const troubles = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EIO', 'ENOSPC', 'EDQUOT', 'EROFS']);

/** True when the machine, and not the file that was asked for, was the matter; also where it lies below as a cause. */
export function isMachineTrouble(error: unknown): boolean {
  return troubles.has(errnoOf(error) ?? '') || troubles.has(errnoBelow(error) ?? '');
}

function errnoBelow(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  try {
    return 'cause' in error ? errnoOf(error.cause) : undefined;
  } catch {
    // A cause that cannot be read is no reason to lose what was thrown.
    return undefined;
  }
}
