import type { RunCheckpoint } from './checkpoint/open';

/**
 * What tasks leave behind when they end: a timer, a child, an exit code. Until that has come to its end nobody knows that they ended well, and when
 * it fails nobody knows whose it was. A run that ends so has none of its tasks done: in the next one none of them is fresh, and one that goes on
 * with it runs them again. Else the failure would be told once, and never looked for again.
 */
export interface Aftermath {
  /** A task ended well, and keeps that it is fresh; the call takes that back. */
  readonly kept: (takeBack: () => void) => void;
  /** Something is waited for that was left behind, or has failed. */
  readonly open: () => void;
  /** It has come to its end, and nothing of it failed. */
  readonly settled: () => void;
  /** The run is at its end. Throws faults of the file system (506). */
  readonly close: () => void;
}

export function createAftermath(checkpoint: () => RunCheckpoint | undefined): Aftermath {
  const all: (() => void)[] = [];
  let isOpen = false;
  return {
    kept: (takeBack) => {
      all.push(takeBack);
    },
    open: () => {
      if (isOpen) return;
      isOpen = true;
      checkpoint()?.waiting();
    },
    settled: () => {
      isOpen = false;
      checkpoint()?.settled();
    },
    close: () => {
      if (!isOpen) return;
      // The latest first: of a task that ran several times the first one knows what was there before.
      for (let takeBack = all.pop(); takeBack !== undefined; takeBack = all.pop()) takeBack();
    },
  };
}
