import type { StackError } from './fault';
import { tookTooLong } from './faults';
import type { Stopper } from './stop';
import { isPromiseLike } from './wait';

/** Milliseconds a body has to come to its end after it was told to stop. */
const graceMs = 5000;

/** The time that all code of one task together may take. */
export interface TimeLimit {
  /** Aborted when the run is stopped, and when the time is over. */
  readonly signal: AbortSignal;
  /**
   * Runs a piece of the task's code. At the limit the signal is aborted and the body is waited for, so that its slot is not given away
   * while it still works; one that does not listen is given up after the grace.
   * @throws `tookTooLong` (RUN016, 508), also for a body that came to a good end after the limit.
   */
  run<T>(body: () => T | PromiseLike<T>): Promise<T>;
}

/** The faults of code that was given up; made when the first of it is. */
let givenUp: WeakSet<StackError> | undefined;

/** True for the fault of code that did not stop when it was told to, and may still be at work. Of an earlier run it is another object. */
export function wasGivenUp(error: StackError): boolean {
  return givenUp?.has(error) === true;
}

/** `limit` says which of the two it is: the task's own always wins. */
export function createTimeLimit(
  task: string,
  limitMs: number,
  stop: Stopper,
  monotonic: () => number,
  limit: 'timeout' | '--timeout',
): TimeLimit {
  const fault = tookTooLong({ task, limitMs, limit });
  const own = new AbortController();
  let usedMs = 0;
  const runFor = async <T>(leftMs: number, body: () => T | PromiseLike<T>): Promise<T> => {
    const startMs = monotonic();
    // A body that blocks the event loop is faster than any timer: then the clock tells.
    const isOver = (): boolean => own.signal.aborted || monotonic() - startMs > leftMs;
    let timer: NodeJS.Timeout | undefined;
    const deafEar = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        own.abort();
        timer = setTimeout(() => {
          (givenUp ??= new WeakSet()).add(fault);
          reject(fault);
        }, graceMs);
      }, leftMs);
    });
    try {
      const answer = body();
      // Of code that is over at once the time is known now: what blocks the event loop after it is another's.
      const value = isPromiseLike(answer) ? await Promise.race([answer, deafEar]) : answer;
      if (isOver()) throw fault;
      return value;
    } catch (error) {
      // What the body threw because it was stopped is only the messenger.
      throw isOver() ? fault : error;
    } finally {
      clearTimeout(timer);
      usedMs += monotonic() - startMs;
    }
  };
  return {
    signal: AbortSignal.any([stop.signal, own.signal]),
    run: (body) => runFor(Math.max(0, limitMs - usedMs), body),
  };
}
