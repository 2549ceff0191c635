import { closeSync, constants, openSync } from 'node:fs';
import { errnoOf } from '../../kernel/errno';
import { fileExtensions } from './file-extensions';

/** The access control list of Linux; one that a new file has is that of its folder. */
const list = 'system.posix_acl_access';
/** What is said where there are no attributes, or where the system alone gives them. */
const notOurs = ['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EINVAL'];

/**
 * Gives a new file the extended attributes and the access control list of the one in whose place it comes. What says what the old content may
 * do (`security.capability`) or was (`security.ima`) goes, as with every write. Nothing on Windows.
 * @param made descriptor of the new one. @returns true where its mode may be another one now. @throws errno, such as of a full disk.
 */
export function keepAttributes(path: string, made: number): boolean {
  if (process.platform === 'win32') return false;
  // Nobody has to write to what is about to be replaced: a pipe in its place must not make us wait.
  const old = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { getAttrSync, setAttrSync, removeAttrSync } = fileExtensions();
    const names = namesOf(old).filter((name) => !name.startsWith('security.') || name === 'security.selinux');
    const hasFolderList = namesOf(made).includes(list) && !names.includes(list);
    if (hasFolderList) removeAttrSync(made, list);
    for (const name of names) {
      const value = getAttrSync(old, name);
      if (value !== null) unless(undefined, () => setAttrSync(made, name, value));
    }
    return hasFolderList || names.includes(list);
  } finally {
    closeSync(old);
  }
}

/** The same for a copy at another path. A file system that has no attributes there drops them. */
export function copyAttributes(from: string, to: string): void {
  if (process.platform === 'win32') return;
  const made = openSync(to, constants.O_RDONLY);
  try {
    keepAttributes(from, made);
  } finally {
    closeSync(made);
  }
}

function namesOf(fd: number): readonly string[] {
  return unless([], () => fileExtensions().listAttrsSync(fd));
}

function unless<T>(otherwise: T, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!notOurs.includes(errnoOf(error) ?? '')) throw error;
    return otherwise;
  }
}
