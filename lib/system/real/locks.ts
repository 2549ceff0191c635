import { closeSync, fstatSync, ftruncateSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { changing, reading } from '../errno';
import { lockedByOther } from '../faults';
import { openKept } from '../open-kept';
import type { HeldLock, LockAttempt, Locks, ReleaseOptions } from '../ports/locks';
import { fileExtensions } from './file-extensions';
import { isAlive } from './is-alive';
import { makeFolders } from './make-folders';

/**
 * What of the file is locked: all of it, or on Windows, where nobody else could read what is locked, one byte far behind the holder's name.
 */
const range: readonly [offset?: number, length?: number] = process.platform === 'win32' ? [0x4000_0000, 1] : [];

/**
 * Kernel locks on files in our state folder: the kernel frees them when their owner dies, however it dies. Only the
 * holder of a file takes it away, while it holds it: so nobody else can hold the file at that path then.
 * @lazy
 */
export const realLocks: Locks = {
  acquire: async (request) => {
    const path = pathOf(request);
    for (let waited = 0; ; waited += 50) {
      const held = lockNow(path, request);
      if (held !== undefined) return held;
      if (waited >= request.waitMs) throw lockedByOther({ name: request.name, holder: await holderOf(path) });
      request.signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
  tryAcquire: (attempt) => lockNow(pathOf(attempt), attempt),
};

/** Its folder is there then. */
function pathOf({ folder, name }: LockAttempt): string {
  changing(folder, () => {
    makeFolders(folder, 0o700);
  });
  return join(folder, `${name}.lock`);
}

/** Undefined: somebody else holds it. */
function lockNow(path: string, attempt: LockAttempt): HeldLock | undefined {
  let held = lockOnce(path, attempt);
  // Each time somebody was done with it, so this comes to an end.
  while (held === 'gone') held = lockOnce(path, attempt);
  return held;
}

/** Undefined: somebody else holds it. Gone: the file was taken away between our opening and locking it. */
function lockOnce(path: string, { name, purpose }: LockAttempt): HeldLock | 'gone' | undefined {
  const fd = changing(path, () => openKept(path, 'a+', 0o600));
  const kernel = fileExtensions();
  const isFree = kernel.tryLock(fd, ...range);
  // Whoever locks a file that is no longer at its path has locked nothing.
  if (!isFree || !reading(path, () => isStillAt(path, fd))) {
    closeSync(fd);
    return isFree ? 'gone' : undefined;
  }
  sayWho(fd, { pid: process.pid, purpose, since: new Date().toISOString() });
  let open = true;
  const release = ({ forget = false }: ReleaseOptions = {}): void => {
    if (!open) return;
    open = false;
    if (forget) takeAway(path, fd);
    else sayWho(fd, undefined);
    kernel.unlock(fd, ...range);
    closeSync(fd);
  };
  return { name, release };
}

/** Before the lock is given up: afterwards the file at the path may be one that somebody else holds. */
function takeAway(path: string, fd: number): void {
  try {
    if (isStillAt(path, fd)) unlinkSync(path);
  } catch {
    // An empty file stays: the lock is worth more.
    sayWho(fd, undefined);
  }
}

function isStillAt(path: string, fd: number): boolean {
  return fstatSync(fd).ino === statSync(path, { throwIfNoEntry: false })?.ino;
}

interface Holder {
  readonly pid: number;
  readonly purpose: string;
  readonly since: string;
}

/** The lock is the kernel's, the name in the file is for people: a disk that takes no more must not cost the lock. */
function sayWho(fd: number, holder: Holder | undefined): void {
  try {
    ftruncateSync(fd);
    if (holder !== undefined) writeSync(fd, `${JSON.stringify(holder)}\n`);
  } catch {
    // Whoever waits is told of another process.
  }
}

/** Half a second is more than a new holder needs to write its name over that of a dead one. */
async function holderOf(path: string): Promise<string> {
  for (let tries = 0; tries < 25; tries += 1) {
    const holder = readHolder(path);
    if (holder !== undefined && isAlive(holder.pid)) return `process ${holder.pid} (${holder.purpose})`;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return 'another process';
}

function readHolder(path: string): Pick<Holder, 'pid' | 'purpose'> | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof holder !== 'object' || holder === null || !('pid' in holder) || !('purpose' in holder)) return undefined;
    return typeof holder.pid === 'number' ? { pid: holder.pid, purpose: String(holder.purpose) } : undefined;
  } catch {
    // The holder is just writing its name.
    return undefined;
  }
}
