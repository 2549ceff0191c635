import type { StackError } from '../kernel/fault';
import { wasGivenUp } from '../kernel/time-limit';
import { endChildren } from '../system/real/process-groups';
import { isSomethingOpen, type Guard } from './ending';
import { waitForNothing } from './leave';
import type { SurroundedOutcome } from './surroundings';

export interface RestOptions {
  readonly guard: Pick<Guard, 'idle' | 'isAlone'>;
  /** Of a run in a program that goes on afterwards. */
  readonly runInProgram: string | undefined;
  /** Milliseconds of --timeout. */
  readonly limitMs: number | undefined;
  /** Somebody may wonder what is waited for. */
  readonly warn: (text: string) => void;
  readonly cwd: () => string;
  readonly monotonic: () => number;
}

/** Milliseconds without a word: what ends by itself mostly takes no longer. */
const silentMs = 3000;

/**
 * Waits for what tasks left behind. What a task or a hook that was given up left running ends with its run, and what it holds open is waited for
 * no longer: it had its time. The same where --timeout is over once more.
 * `isWhole`: it came to its end by itself.
 * `unended`: the fault of a run that had to end without it.
 */
export async function waitForRest(
  { status, results, fault }: SurroundedOutcome,
  { guard, runInProgram, limitMs, warn, cwd, monotonic }: RestOptions,
): Promise<{ readonly isWhole: boolean; readonly unended?: StackError }> {
  const giveUp = (): void => {
    endChildren(runInProgram);
    if (runInProgram === undefined) waitForNothing();
  };
  const isGivenUp = (error: StackError | null): boolean => error !== null && wasGivenUp(error);
  // Asked of a run that failed alone: nothing of what is in the faults is loaded for one that did not.
  if (status !== 0 && (isGivenUp(fault) || results.some(({ error }) => isGivenUp(error)))) {
    giveUp();
    return { isWhole: false };
  }
  // Most tasks leave nothing. What is put off to the next tick is seen by --timeout alone.
  if (limitMs === undefined && !isSomethingOpen()) {
    await guard.idle();
    return { isWhole: true };
  }
  // Nobody knows what a program waits for besides.
  const held = (): string =>
    runInProgram === undefined ? openLeftovers().whatHolds(cwd(), guard.isAlone) : 'something';
  const startMs = monotonic();
  const tooLong = (what: string, ms: number): StackError => {
    const { leftTooLong } = require('./faults') as typeof import('./faults');
    return leftTooLong({ held: what, limitMs: ms });
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<StackError>((resolve) => {
    const look = (): void => {
      if (limitMs === undefined) {
        warn(`all tasks have ended, and what one of them left behind is waited for, ${held()}: await it in its task`);
        return;
      }
      resolve(tooLong(held(), limitMs));
    };
    // What is waited for keeps the event loop turning, and this does not.
    timer = setTimeout(look, limitMs ?? silentMs).unref();
  });
  const unended = await Promise.race([guard.idle().then(() => undefined), late]);
  clearTimeout(timer);
  if (unended !== undefined) {
    giveUp();
    return { isWhole: false, unended };
  }
  // Code that blocks the event loop is faster than any timer: then the clock tells.
  const isOver = limitMs !== undefined && monotonic() - startMs > limitMs;
  return isOver ? { isWhole: false, unended: tooLong('something', limitMs) } : { isWhole: true };
}

function openLeftovers(): typeof import('./leftovers') {
  return require('./leftovers') as typeof import('./leftovers');
}
