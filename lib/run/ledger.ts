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
  // A list, for there are never more of them than slots.
  const running: string[] = [];
  return {
    results,
    note: (event) => {
      if (event.kind === 'started') running.push(event.name);
      else if (event.kind === 'ended') {
        const { name } = event.result;
        if (running[running.length - 1] === name) running.pop();
        else if (running.includes(name)) running.splice(running.lastIndexOf(name), 1);
        results.push(event.result);
      }
    },
    running: () => [...running],
    cutOff: (fault, nowMs) => [
      ...results,
      ...[...running].map((name): TaskResult => {
        const status: ExitStatus = fault.exit;
        return { ...plainResult, name, state: 'failed', status, error: fault, durationMs: nowMs };
      }),
    ],
  };
}
