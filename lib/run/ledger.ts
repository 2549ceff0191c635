import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { plainResult, type RunEvent, type TaskResult } from '../kernel/result';

/** What is known about a run while it goes on: enough to end it with a true record at any moment. */
export interface Ledger {
  readonly results: readonly TaskResult[];
  /** @param nowMs since the start of the run. */
  note(event: RunEvent, nowMs: number): void;
  running(): readonly string[];
  /** The results with every task that was cut off as failed by `fault`. */
  cutOff(fault: StackError, nowMs: number): readonly TaskResult[];
}

export function createLedger(): Ledger {
  const results: TaskResult[] = [];
  // Most runs have one task at work at a time: a list that is filled and emptied ten thousand times is made anew each time.
  let latest: string | undefined;
  let latestMs = 0;
  const others: string[] = [];
  const othersMs: number[] = [];
  /** Tasks whose condition was not met the last time: they may end again. */
  let undecided: Set<string> | undefined;
  const keep = (result: TaskResult): void => {
    const { name, state, reason } = result;
    if (undecided?.delete(name) === true)
      results.splice(
        results.findIndex((earlier) => earlier.name === name),
        1,
      );
    results.push(result);
    if (state === 'skipped' && reason?.startsWith('IF:') === true) (undecided ??= new Set()).add(name);
  };
  const running = (): readonly string[] => (latest === undefined ? [] : [...others, latest]);
  return {
    results,
    running,
    note: (event, nowMs) => {
      if (event.kind === 'started') {
        if (latest !== undefined) {
          others.push(latest);
          othersMs.push(latestMs);
        }
        latest = event.name;
        latestMs = nowMs;
      } else if (event.kind === 'ended') {
        const { name } = event.result;
        if (name === latest) {
          latest = others.length === 0 ? undefined : others.pop();
          latestMs = othersMs.length === 0 ? 0 : (othersMs.pop() ?? 0);
        } else if (others.includes(name)) {
          const at = others.lastIndexOf(name);
          others.splice(at, 1);
          othersMs.splice(at, 1);
        }
        keep(event.result);
      }
    },
    cutOff: (fault, nowMs) => [
      // One whose condition was not met may have been asked again.
      ...results.filter(({ name }) => !running().includes(name)),
      ...running().map((name, index): TaskResult => {
        const status: ExitStatus = fault.exit;
        const startMs = othersMs[index] ?? latestMs;
        const durationMs = nowMs - startMs;
        return { ...plainResult, name, state: 'failed', status, error: fault, startMs, durationMs };
      }),
    ],
  };
}
