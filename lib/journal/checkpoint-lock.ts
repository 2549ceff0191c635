import type { System } from '../system/port';
import type { HeldLock, LockAttempt, LockRequest } from '../system/ports/locks';

/** Who has it may write and remove the checkpoint of that run. */
export interface CheckpointLock {
  /** Its file goes too: the name of a run never comes again. Idempotent. */
  release(): void;
}

export interface CheckpointLockRequest extends Omit<LockRequest, 'name'> {
  readonly run: string;
}

export interface CheckpointLockAttempt extends Omit<LockAttempt, 'name'> {
  readonly run: string;
}

/** Takes the lock of a checkpoint. Throws `lockedByOther` (507) when the wait is over. */
export async function lockCheckpoint(
  { locks }: Pick<System, 'locks'>,
  { run, ...request }: CheckpointLockRequest,
): Promise<CheckpointLock> {
  return forgetting(await locks.acquire({ ...request, name: nameOf(run) }));
}

/** Takes the lock of a checkpoint at once; undefined while a run is at work with it. */
export function tryLockCheckpoint(
  { locks }: Pick<System, 'locks'>,
  { run, ...attempt }: CheckpointLockAttempt,
): CheckpointLock | undefined {
  const lock = locks.tryAcquire({ ...attempt, name: nameOf(run) });
  return lock === undefined ? undefined : forgetting(lock);
}

const beginning = 'checkpoint-';

function nameOf(run: string): string {
  return `${beginning}${run}`;
}

/** The run whose checkpoint a file in the folder of locks is for; undefined for any other file. */
export function checkpointOfLock(file: string): string | undefined {
  const [, run] = new RegExp(`^${beginning}(.+)\\.lock$`).exec(file) ?? [];
  return run;
}

function forgetting(lock: HeldLock): CheckpointLock {
  return {
    release: () => {
      lock.release({ forget: true });
    },
  };
}
