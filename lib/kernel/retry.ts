import { longestTimeMs } from './longest-time';
import { pause, type Stop } from './stop';
import type { Retry } from './task';

/** Told before each further attempt. */
export type OnRetry = (attempt: number, thrown: unknown, waitMs: number) => void;

/** Runs a body until it succeeds or no attempt is left. Nothing is tried again once the signal is aborted. */
export async function withRetry<T>(
  retry: Retry | undefined,
  signal: Stop,
  body: () => T | Promise<T>,
  onRetry: OnRetry,
): Promise<T> {
  const { times, delay = 0, factor = 2 } = retry ?? { times: 0 };
  const isStopped = (): boolean => signal.aborted;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await body();
    } catch (thrown) {
      if (attempt > times || isStopped()) throw thrown;
      // Endless times nothing is no number, and what no timer can measure would fire at once.
      const waitMs = delay === 0 ? 0 : Math.min(longestTimeMs, delay * factor ** (attempt - 1));
      onRetry(attempt, thrown, waitMs);
      // Whoever was just told may have stopped the run: an abort that is over is never heard of again.
      if (!isStopped()) await pause(waitMs, signal);
      if (isStopped()) throw thrown;
    }
  }
}
