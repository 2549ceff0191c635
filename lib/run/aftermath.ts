import type { TaskResult } from '../kernel/result';
import { ifPossible } from '../system/errno';
import type { RunCheckpoint } from './checkpoint/run-checkpoint';

/** What is on record of a task that is fresh. Both throw faults of the file system (506). */
export interface FreshRecord {
  readonly task: string;
  readonly keep: () => void;
  readonly takeBack: () => void;
}

/**
 * What tasks leave behind when they end: a timer, a child, an exit code. Until that has come to its end nobody knows that they ended well, and when
 * it fails nobody knows whose it was. A run that ends so has none of its tasks done: in the next one none of them is fresh, and one that goes on
 * with it runs them again. Else the failure would be told once, and never looked for again.
 */
export interface Aftermath {
  /** The code of a task begins: what it kept of an earlier turn counts no more. */
  readonly begun: (task: string) => void;
  /** A task ended well, and has kept that it is fresh. */
  readonly kept: (record: FreshRecord) => void;
  /** A task ended well and left something behind: it is fresh when that has come to its end as well. */
  readonly deferred: (record: FreshRecord) => void;
  /** A task ended without a step: what it left behind may add some to these. */
  readonly idle: (task: string, steps: readonly unknown[]) => void;
  /** The results as they are by now: whoever changed something behind its end has not found nothing to do. */
  readonly told: (results: readonly TaskResult[]) => readonly TaskResult[];
  /** Something is waited for that was left behind, or has failed. */
  readonly open: () => void;
  /** It has come to its end, and nothing of it failed. `isWhole`: nor was any of it told to stop, or given up. */
  readonly settled: (isWhole: boolean) => void;
  /** The run is at its end. Throws faults of the file system (506). */
  readonly close: () => void;
  /** Something failed behind that end. Throws faults of the file system (506). */
  readonly failed: () => void;
}

/** Milliseconds that is waited before what was kept is taken back. A timer: where something is waited for that takes longer, the event loop does not turn. */
const brieflyMs = 1;

export function createAftermath(checkpoint: () => RunCheckpoint | undefined): Aftermath {
  const all: FreshRecord[] = [];
  /** Those that count, by their tasks. */
  const counting = new Map<string, FreshRecord>();
  /** Those that will when what their tasks left behind has ended. */
  const deferred = new Map<string, FreshRecord>();
  /** How many steps there were of those that ended without one of their own, from the first turn of each on. */
  const idle = new Map<string, { readonly steps: readonly unknown[]; readonly count: number }>();
  const hasChanged = (task: string): boolean => {
    const known = idle.get(task);
    return known !== undefined && known.steps.length > known.count;
  };
  let isOpen = false;
  let isTakenBack = false;
  let isWhole = false;
  let isClosed = false;
  const takeBack = (): void => {
    isTakenBack = true;
    // The latest first: of a task that ran several times the first one knows what was there before.
    for (const record of [...all].reverse()) record.takeBack();
  };
  return {
    begun: (task) => {
      counting.delete(task);
      deferred.delete(task);
    },
    kept: (record) => {
      all.push(record);
      counting.set(record.task, record);
    },
    deferred: (record) => {
      all.push(record);
      deferred.set(record.task, record);
    },
    idle: (task, steps) => {
      if (!idle.has(task)) idle.set(task, { steps, count: steps.length });
    },
    told: (results) => {
      if (![...idle.keys()].some(hasChanged)) return results;
      return results.map((result) =>
        result.state === 'no-op' && hasChanged(result.name) ? { ...result, state: 'succeeded' } : result,
      );
    },
    open: () => {
      if (isOpen) return;
      isOpen = true;
      checkpoint()?.waiting();
      // Whoever is killed while it waits has no end. Mostly nothing is left, or what ends at once.
      if (all.length === 0) return;
      // Never where nothing else keeps the event loop turning.
      setTimeout(() => {
        if (isOpen && !isClosed) ifPossible(takeBack);
      }, brieflyMs).unref();
    },
    settled: (whole) => {
      isOpen = false;
      isWhole = whole;
      checkpoint()?.settled();
    },
    close: () => {
      isClosed = true;
      if (isOpen) {
        takeBack();
        return;
      }
      if (isTakenBack) for (const record of counting.values()) record.keep();
      if (isWhole) for (const record of deferred.values()) record.keep();
    },
    failed: takeBack,
  };
}
