import type { System } from '../system/port';
import type { LockRequest } from '../system/ports/locks';

/** Who has it may write and remove the checkpoint of that run. */
export interface CheckpointLock {
  /** Its file goes too: the name of a run never comes again. Idempotent. */
  release(): void;
}

export interface CheckpointLockRequest extends Omit<LockRequest, 'name'> {
  readonly run: string;
}

/** Takes the lock of a checkpoint. Throws `lockedByOther` (507) when the wait is over. */
export async function lockCheckpoint(
  { locks }: Pick<System, 'locks'>,
  { run, ...request }: CheckpointLockRequest,
): Promise<CheckpointLock> {
  const lock = await locks.acquire({ ...request, name: `checkpoint-${run}` });
  return {
    release: () => {
      lock.release({ forget: true });
    },
  };
}
