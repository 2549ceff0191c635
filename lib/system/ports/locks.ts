export interface LockRequest {
  /** Folder in which the lock files lie (our state folder). */
  readonly folder: string;
  /** Letters, digits, `.` and `-`: what is locked. */
  readonly name: string;
  /** 0: do not wait. */
  readonly waitMs: number;
  /** Shown to the one who waits: the command that holds it. */
  readonly purpose: string;
  readonly signal?: AbortSignal;
}

export interface HeldLock {
  readonly name: string;
  /** Idempotent. */
  release(options?: ReleaseOptions): void;
}

export interface ReleaseOptions {
  /** Takes the lock file away too: for a name that comes once and would otherwise leave an empty file for ever. */
  readonly forget?: boolean;
}

/** One that is not waited for. */
export type LockAttempt = Omit<LockRequest, 'waitMs' | 'signal'>;

/**
 * Locks between processes. A lock dies with its owner, also on SIGKILL; its file stays, unless its holder forgets it: whoever then locks a
 * file that is no longer at its path has locked nothing, and tries anew. `acquire` throws `lockedByOther` (507) naming the holder when the
 * wait is over, `tryAcquire` answers undefined while somebody else holds it.
 */
export interface Locks {
  acquire(request: LockRequest): Promise<HeldLock>;
  tryAcquire(request: LockAttempt): HeldLock | undefined;
}
