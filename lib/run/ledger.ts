import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { plainResult, type RunEvent, type TaskResult } from '../kernel/result';

/** What is known about a run while it goes on: enough to end it with a true record at any moment. */
export interface Ledger {
  readonly results: readonly TaskResult[];
  note(event: RunEvent): void;
  running(): readonly string[];
  /** The results with every task that was cut off as failed by `fault`. */
  cutOff(fault: StackError, nowMs: number): readonly TaskResult[];
}

export function createLedger(): Ledger {
  const results: TaskResult[] = [];
  // Most runs have one task at work at a time: a list that is filled and emptied ten thousand times is made anew each time.
  let latest: string | undefined;
  const others: string[] = [];
  const running = (): readonly string[] => (latest === undefined ? [] : [...others, latest]);
  return {
    results,
    running,
    note: (event) => {
      if (event.kind === 'started') {
        if (latest !== undefined) others.push(latest);
        latest = event.name;
      } else if (event.kind === 'ended') {
        const { name } = event.result;
        if (name === latest) latest = others.length === 0 ? undefined : others.pop();
        else if (others.includes(name)) others.splice(others.lastIndexOf(name), 1);
        results.push(event.result);
      }
    },
    cutOff: (fault, nowMs) => [
      ...results,
      ...running().map((name): TaskResult => {
        const status: ExitStatus = fault.exit;
        return { ...plainResult, name, state: 'failed', status, error: fault, durationMs: nowMs };
      }),
    ],
  };
}
