import { createLine } from './waiting-line';

/** A counting semaphore for those who can be woken: a slot that is given back goes straight to the next in line. */
export interface Slots<T> {
  /** False: none is free. */
  readonly take: () => boolean;
  /** Puts somebody in line, who is woken with a slot already taken. */
  readonly wait: (who: T) => void;
  readonly give: () => void;
}

export function createSlots<T>(count: number, wake: (who: T) => void): Slots<T> {
  const line = createLine<T>();
  let free = count;
  return {
    take: () => {
      if (free === 0) return false;
      free -= 1;
      return true;
    },
    wait: line.put,
    give: () => {
      const who = line.next();
      if (who === undefined) free += 1;
      else wake(who);
    },
  };
}
