/** Runs at most `slots` bodies at once; the others wait in order. */
export type Limit = <T>(body: () => Promise<T>) => Promise<T>;

/**
 * A counting semaphore for what one task does side by side, such as a child for each tool. The tasks of a run have the slots of `slots.ts`. Whoever
 * holds one must not wait for another: those who wait could use up every slot, and nothing would move.
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
