import { tookTooLong } from './faults';

/** Milliseconds a body has to come to its end after it was told to stop. */
const graceMs = 5000;

/**
 * Runs a body with a time limit. At the limit its signal is aborted and the body is waited for, so that its slot is not given away while
 * it still works; one that does not listen is given up after the grace.
 * @throws `tookTooLong` (RUN016, 508), also for a body that came to a good end after the limit.
 */
export async function withTimeLimit<T>(
  task: string,
  limitMs: number | undefined,
  stop: AbortSignal,
  monotonic: () => number,
  body: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (limitMs === undefined) return body(stop);
  const fault = tookTooLong({ task, limitMs });
  const own = new AbortController();
  const startMs = monotonic();
  // A body that blocks the event loop is faster than any timer: then the clock tells.
  const isOver = (): boolean => own.signal.aborted || monotonic() - startMs > limitMs;
  let timer: NodeJS.Timeout | undefined;
  const deafEar = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      own.abort();
      timer = setTimeout(reject, graceMs, fault);
    }, limitMs);
  });
  try {
    const value = await Promise.race([body(AbortSignal.any([stop, own.signal])), deafEar]);
    if (isOver()) throw fault;
    return value;
  } catch (error) {
    // What the body threw because it was stopped is only the messenger.
    throw isOver() ? fault : error;
  } finally {
    clearTimeout(timer);
  }
}
