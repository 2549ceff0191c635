/** Milliseconds after which the event loop gets its turn: a chain of synchronous bodies must not keep Ctrl-C waiting. */
const breathMs = 15;

/** Those who can go on, one after the other. */
export interface Turns<T> {
  /** Puts somebody in line; begins at once when nobody is at work. */
  readonly put: (who: T) => void;
}

/** `now` is the last time anybody looked at the clock: looking at it for every turn would cost more than the turn. */
export function createTurns<T>(go: (who: T) => void, now: () => number, onError: (error: unknown) => void): Turns<T> {
  let line: T[] = [];
  let next = 0;
  let busy = false;
  let breathedMs = 0;
  const work = (): void => {
    busy = true;
    try {
      for (let who = line[next]; who !== undefined; who = line[next]) {
        next += 1;
        if (next === line.length) {
          line = [];
          next = 0;
        }
        go(who);
        if (now() - breathedMs > breathMs) {
          breathedMs = now();
          setImmediate(work);
          return;
        }
      }
      busy = false;
    } catch (error) {
      onError(error);
    }
  };
  return {
    put: (who) => {
      line.push(who);
      if (!busy) work();
    },
  };
}
