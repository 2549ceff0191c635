import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { changing } from '../errno';
import { lockedByOther } from '../faults';
import type { HeldLock, LockRequest, Locks } from '../ports/locks';

interface KernelLock {
  tryLock(fd: number): boolean;
  unlock(fd: number): void;
}

/**
 * Kernel locks on files in our state folder: the kernel frees them when their owner dies, however it dies. The file itself is
 * never deleted, because an unlinked lock file gives two holders.
 * @lazy
 */
export const realLocks: Locks = {
  acquire: async (request) => {
    const path = join(request.folder, `${request.name}.lock`);
    changing(request.folder, () => mkdirSync(request.folder, { recursive: true, mode: 0o700 }));
    for (let waited = 0; ; waited += 50) {
      const held = tryAcquire(path, request);
      if (held !== undefined) return held;
      if (waited >= request.waitMs) throw lockedByOther({ name: request.name, holder: holderOf(path) });
      request.signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
};

function tryAcquire(path: string, { name, purpose }: LockRequest): HeldLock | undefined {
  const fd = changing(path, () => openSync(path, 'a+', 0o600));
  const kernel = loadKernelLock();
  if (!kernel.tryLock(fd) || fstatSync(fd).ino !== statSync(path, { throwIfNoEntry: false })?.ino) {
    closeSync(fd);
    return undefined;
  }
  ftruncateSync(fd);
  writeSync(fd, `${JSON.stringify({ pid: process.pid, purpose, since: new Date().toISOString() })}\n`);
  let open = true;
  const release = (): void => {
    if (!open) return;
    open = false;
    kernel.unlock(fd);
    closeSync(fd);
  };
  return { name, release };
}

/** Loaded only when something is locked: the native part costs milliseconds that a read-only task need not pay. */
function loadKernelLock(): KernelLock {
  // The package has no types; these two functions are all we use of it.
  return require('fs-native-extensions') as KernelLock;
}

function holderOf(path: string): string {
  try {
    const holder: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof holder === 'object' && holder !== null && 'pid' in holder && 'purpose' in holder) {
      return `process ${String(holder.pid)} (${String(holder.purpose)})`;
    }
  } catch {
    // The holder is just writing its name.
  }
  return 'another process';
}
