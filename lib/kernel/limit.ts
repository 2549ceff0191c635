/** Runs at most `slots` bodies at once; the others wait in order. */
export type Limit = <T>(body: () => Promise<T>) => Promise<T>;

/**
 * A counting semaphore. It is held around a task's own body only, never while the task waits for the tasks it needs:
 * otherwise waiting tasks could use up every slot and nothing would move.
 */
export function createLimit(slots: number): Limit {
  let free = slots;
  const waiting: (() => void)[] = [];
  return async (body) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await body();
    } finally {
      // The slot goes straight to the next in line, so a newcomer cannot overtake it.
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
