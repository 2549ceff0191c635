import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { plainResult, type RunEvent, type TaskResult } from '../kernel/result';
import type { OpenRun, RunningTask } from '../kernel/schedule';
import { withEarlierTurn } from '../kernel/task-end';

/** What is known about a run while it goes on: enough to end it with a true record at any moment. */
export interface Ledger {
  /** Where the results of the run stand: from now on none is kept here, and the tasks of a row are asked for there. */
  follow(run: Pick<OpenRun, 'results' | 'inRow'>): void;
  /** All times are those of the clock. */
  note(event: RunEvent, nowMs: number): void;
  /** A task of a row has begun whose end is an event. */
  begin(task: RunningTask): void;
  running(): readonly string[];
  /**
   * The results with every task that was cut off as failed by `fault`. Of a task that ended several times, for its condition was not met the
   * first time or because it runs again at each reference, the last one counts, with what
   * an earlier one had to report.
   */
  cutOff(fault: StackError, nowMs: number): readonly TaskResult[];
}

/** @param zeroMs the beginning of the run. */
export function createLedger(zeroMs = 0): Ledger {
  const noted: TaskResult[] = [];
  let followed: Pick<OpenRun, 'results' | 'inRow'> | undefined;
  // Most runs have one task at work at a time: a list that is filled and emptied ten thousand times is made anew each time.
  let latest: string | undefined;
  let latestMs = 0;
  const others: string[] = [];
  const othersMs: number[] = [];
  const lastOfEach = (): Map<string, TaskResult> => {
    const last = new Map<string, TaskResult>();
    for (const result of followed?.results ?? noted) {
      const before = last.get(result.name);
      // It stands where it ended last.
      last.delete(result.name);
      last.set(result.name, before === undefined ? result : withEarlierTurn(before, result));
    }
    return last;
  };
  const atWork = (): readonly RunningTask[] => {
    const inRow = followed?.inRow();
    if (inRow !== undefined) return [inRow];
    const earlier = others.map((name, index) => ({ name, beganMs: othersMs[index] ?? latestMs }));
    return latest === undefined ? [] : [...earlier, { name: latest, beganMs: latestMs }];
  };
  return {
    running: () => atWork().map(({ name }) => name),
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
        if (followed === undefined) noted.push(event.result);
      }
    },
    begin: ({ name, beganMs }) => {
      latest = name;
      latestMs = beganMs;
    },
    follow: (run) => {
      followed = run;
    },
    cutOff: (fault, nowMs) => {
      const last = lastOfEach();
      const cut = atWork().map(({ name, beganMs }): TaskResult => {
        const status: ExitStatus = fault.exit;
        const [startMs, durationMs] = [beganMs - zeroMs, nowMs - beganMs];
        const result = { ...plainResult, name, state: 'failed', status, error: fault, startMs, durationMs } as const;
        const before = last.get(name);
        last.delete(name);
        return before === undefined ? result : withEarlierTurn(before, result);
      });
      return [...last.values(), ...cut];
    },
  };
}
