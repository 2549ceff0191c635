import type { Checkpoint, CheckpointLock } from '../../journal';

/**
 * The wanted checkpoint as it is when its lock is ours: whoever held it may have come further meanwhile. Where he came to the end, a new one begins,
 * under the lock of its own name.
 */
export async function lockWanted(
  wanted: string | undefined,
  own: string,
  lockOf: (run: string) => Promise<CheckpointLock>,
  find: (run: string) => Checkpoint | undefined,
): Promise<{ readonly lock: CheckpointLock; readonly resumed: Checkpoint | undefined }> {
  if (wanted === undefined) return { lock: await lockOf(own), resumed: undefined };
  const lock = await lockOf(wanted);
  const resumed = await orRelease(lock, () => find(wanted));
  if (resumed !== undefined) return { lock, resumed };
  lock.release();
  return { lock: await lockOf(own), resumed: undefined };
}

/** What does not come to a checkpoint leaves no lock. */
export async function orRelease<T>(lock: CheckpointLock, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    lock.release();
    throw error;
  }
}
