import { combineStatuses, type ExitStatus } from './exit';
import type { Graph } from './graph';
import type { ParsedReference } from './reference';
import { isFailure, plainResult, type RunEvent, type TaskResult } from './result';
import { createSlots } from './slots';
import { taskSteps } from './task-steps';
import { needed, slot, type Steps } from './wait';
import type { TaskHooks, TaskWorld } from './world';

export interface ScheduleOptions<C> {
  readonly jobs: number;
  readonly keepGoing: boolean;
  /** Milliseconds a task may take that says nothing itself; undefined: as long as it likes. */
  readonly timeoutMs?: number | undefined;
  /** Aborted by Ctrl-C or SIGTERM: nothing new starts. */
  readonly signal: AbortSignal;
  readonly monotonic: () => number;
  readonly prepare: TaskWorld<C>['prepare'];
  readonly onEvent: (event: RunEvent) => void;
  /** Called when a task begins, before its condition is asked. */
  readonly onReach?: (name: string) => void;
  /** Results of an earlier run that need not be had again. */
  readonly restored?: ReadonlyMap<string, TaskResult>;
  readonly hooks?: TaskHooks<C>;
}

export interface ScheduleOutcome {
  readonly status: ExitStatus;
  /** In the order the tasks ended. */
  readonly results: readonly TaskResult[];
}

/** A task that has begun. */
interface TaskRun {
  readonly depth: number;
  readonly steps: Steps<TaskResult>;
  /** A chain of hard references leads from it up to a root: its failure is the run's. */
  hard: boolean;
  /** The tasks it waits for, and how many of them have not ended. */
  needs: readonly Need[];
  missing: number;
  readonly waiters: TaskRun[];
  result: TaskResult | undefined;
}

interface Need {
  readonly run: TaskRun;
  readonly safe: boolean;
}

/** Milliseconds after which the event loop gets its turn: a chain of synchronous bodies must not keep Ctrl-C waiting. */
const breathMs = 15;

/**
 * Runs a graph: every task at most once, whoever needs it. The edge decides whether a failure matters: a safe reference
 * turns it into 201, a hard one blocks the task that needed it. Running tasks are aborted only when a chain of hard
 * references leads from the failure up to a root, because only then the run as a whole has failed.
 *
 * Each task is a generator that runs until it has to wait; what can go on lies in one queue. So tasks that take no time cost no promise.
 */
export function runGraph<C>(graph: Graph<C>, options: ScheduleOptions<C>): Promise<ScheduleOutcome> {
  const { monotonic, onEvent, keepGoing, restored } = options;
  const zero = monotonic();
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  const isStopped = (): boolean => stopping.signal.aborted;
  if (options.signal.aborted) stop();
  else options.signal.addEventListener('abort', stop, { once: true });

  const runs = new Map<string, TaskRun>();
  const results = new Map<string, TaskResult>();
  const hardFailures = new Set<string>();
  /** Tasks whose condition was not met the last time they were asked. */
  const undecided = new Set<string>();
  const ready: { readonly run: TaskRun; readonly failed: boolean; readonly value: unknown }[] = [];
  const slots = createSlots<TaskRun>(options.jobs, (run) => {
    wake(run, false, undefined);
  });
  let next = 0;
  let draining = false;
  let nowMs = 0;
  let breathedMs = 0;
  let settle: { readonly resolve: (outcome: ScheduleOutcome) => void; readonly reject: (error: unknown) => void };

  const now = (): number => (nowMs = monotonic() - zero);

  const world: TaskWorld<C> = {
    stop: stopping.signal,
    timeoutMs: options.timeoutMs,
    hooks: options.hooks,
    monotonic,
    now,
    isStopped,
    prepare: options.prepare,
    onReach: options.onReach,
    onEvent,
    onUndecided: (name) => undecided.add(name),
    onFailing: (name) => {
      if (runs.get(name)?.hard === true && !keepGoing) stop();
    },
    takeSlot: slots.take,
    giveSlot: slots.give,
  };

  const begin = (name: string, depth: number, hard: boolean): TaskRun => {
    const node = graph.nodes.get(name);
    if (node === undefined) throw new Error(`${name} is not in the graph`);
    const steps = taskSteps(node, depth, world);
    const run: TaskRun = { depth, steps, hard, needs: [], missing: 0, waiters: [], result: undefined };
    runs.set(name, run);
    const earlier = restored?.get(name);
    if (earlier === undefined) wake(run, false, undefined);
    else end(run, earlier);
    return run;
  };

  /** Answers the results when all have ended already; else the run is woken with them later. */
  const need = (run: TaskRun, references: readonly ParsedReference[]): readonly TaskResult[] | undefined => {
    run.needs = references.map(({ name, safe }): Need => {
      const hard = run.hard && !safe;
      const known = runs.get(name) ?? begin(name, run.depth + 1, hard);
      if (known.result === undefined) known.waiters.push(run);
      else if (hard) noteHard(known.result);
      if (hard) harden(known);
      return { run: known, safe };
    });
    run.missing = run.needs.filter((other) => other.run.result === undefined).length;
    return run.missing === 0 ? resultsOf(run) : undefined;
  };

  /** Begun behind a safe reference, and needed hard by another one now. */
  const harden = (first: TaskRun): void => {
    for (let open = [first], run = open.pop(); run !== undefined; run = open.pop()) {
      if (run.hard || run.result !== undefined) continue;
      run.hard = true;
      for (const other of run.needs) if (!other.safe) open.push(other.run);
    }
  };

  const noteHard = (result: TaskResult): void => {
    if (!isFailure(result)) return;
    hardFailures.add(result.blockedBy ?? result.name);
    if (!keepGoing) stop();
  };

  const end = (run: TaskRun, result: TaskResult): void => {
    const { name } = result;
    run.result = result;
    // A task that was asked again stands where it ended last.
    results.delete(name);
    results.set(name, result);
    onEvent({ kind: 'ended', result, depth: run.depth });
    if (run.hard) noteHard(result);
    // Asked again at the next reference: what is false now may be true then.
    if (undecided.delete(name)) runs.delete(name);
    for (const waiter of run.waiters) {
      waiter.missing -= 1;
      if (waiter.missing === 0) wake(waiter, false, resultsOf(waiter));
    }
  };

  /** Lets one task go on until it has to wait, or has ended. */
  const proceed = (run: TaskRun, thrown: boolean, given: unknown): void => {
    let step = thrown ? run.steps.throw(given) : run.steps.next(given);
    while (step.done !== true) {
      const wait = step.value;
      if (wait === slot) {
        slots.wait(run);
        return;
      }
      if (!isReferences(wait)) {
        Promise.resolve(wait).then(
          (value) => {
            wake(run, false, value);
          },
          (error: unknown) => {
            wake(run, true, error);
          },
        );
        return;
      }
      const known = need(run, wait);
      if (known === undefined) return;
      step = run.steps.next(known);
    }
    if (run === line) finish();
    else end(run, step.value);
  };

  const wake = (run: TaskRun, failed: boolean, value: unknown): void => {
    ready.push({ run, failed, value });
    if (!draining) drain();
  };

  const drain = (): void => {
    draining = true;
    try {
      for (let entry = ready[next]; entry !== undefined; entry = ready[next]) {
        next += 1;
        proceed(entry.run, entry.failed, entry.value);
        if (nowMs - breathedMs > breathMs) {
          breathedMs = nowMs;
          setImmediate(drain);
          return;
        }
        if (next === ready.length) next = ready.length = 0;
      }
      draining = false;
    } catch (error) {
      settle.reject(error);
    }
  };

  /** The line itself: its tasks one after the other. What was asked for and never began is part of the answer. */
  const lineSteps = function* (): Steps<TaskResult> {
    for (const root of graph.roots) {
      if (!isStopped() || runs.has(root.name)) yield* needed([root]);
      else results.set(root.name, { ...plainResult, ...notBegun, name: root.name, startMs: now() });
    }
    return { ...plainResult, name: '', state: 'succeeded' };
  };
  const line: TaskRun = {
    depth: -1, steps: lineSteps(), hard: true, needs: [], missing: 0, waiters: [], result: undefined,
  }; // prettier-ignore

  const finish = (): void => {
    options.signal.removeEventListener('abort', stop);
    const all = [...results.values()];
    const statuses = all.map(({ name, state, status }) =>
      state === 'failed' && !hardFailures.has(name) ? 201 : status,
    );
    settle.resolve({ status: combineStatuses(statuses), results: all });
  };

  return new Promise((resolve, reject) => {
    settle = { resolve, reject };
    wake(line, false, undefined);
  });
}

const notBegun = { state: 'cancelled', reason: 'the run was stopped before its turn' } as const;

function isReferences(wait: unknown): wait is readonly ParsedReference[] {
  return Array.isArray(wait);
}

/** Only asked when every one of them has ended. */
function resultsOf({ needs }: TaskRun): readonly TaskResult[] {
  return needs.flatMap(({ run }) => run.result ?? []);
}
