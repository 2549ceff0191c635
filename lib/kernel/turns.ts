import { createLine } from './waiting-line';

/** Milliseconds after which the event loop gets its turn: a chain of synchronous bodies must not keep Ctrl-C waiting. */
const breathMs = 15;

/** Those who can go on, one after the other. */
export interface Turns<T> {
  /** Puts somebody in line; begins at once when nobody is at work. */
  readonly put: (who: T) => void;
}

/** `look` reads the clock; `now` is what it said the last time anybody looked: looking for every turn would cost more than the turn. */
export function createTurns<T>(
  go: (who: T) => void,
  { look, now }: { readonly look: () => number; readonly now: () => number },
  onError: (error: unknown) => void,
): Turns<T> {
  const line = createLine<T>();
  let busy = false;
  let breathedMs = 0;
  const work = (): void => {
    busy = true;
    look();
    try {
      for (let who = line.next(); who !== undefined; who = line.next()) {
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
      line.put(who);
      if (!busy) work();
    },
  };
}
