/** First come, first served. */
export interface Line<T> {
  readonly put: (who: T) => void;
  /** Undefined: nobody is waiting. */
  readonly next: () => T | undefined;
}

/** A list that is filled again from its beginning when it was emptied: it is made once, however often that happens. */
export function createLine<T>(): Line<T> {
  const line: T[] = [];
  let first = 0;
  let end = 0;
  return {
    put: (who) => {
      line[end] = who;
      end += 1;
    },
    next: () => {
      if (first === end) return undefined;
      const who = line[first];
      first += 1;
      if (first === end) first = end = 0;
      return who;
    },
  };
}
