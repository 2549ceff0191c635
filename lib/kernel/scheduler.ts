import { createEnds } from './ends';
import { blockerOf, createFailures } from './failures';
import type { Graph, GraphNode, ResolvedReference } from './graph';
import { plainResult, type TaskResult } from './result';
import type { ScheduleOptions, ScheduleOutcome } from './schedule';
import { createSlots } from './slots';
import { createStopper } from './stop';
import { TaskRun } from './task-run';
import { createTurns } from './turns';
import { slot, type Wait } from './wait';
import type { TaskWorld } from './world';

/**
 * Runs a graph: every task at most once, whoever needs it. The edge decides whether a failure matters: a safe reference
 * turns it into 201, a hard one blocks the task that needed it. Running tasks are aborted only when a chain of hard
 * references leads from the failure up to a root, because only then the run as a whole has failed.
 *
 * A task runs until it has to wait; what can go on lies in one queue. So tasks that take no time cost no promise.
 */
export function runGraph<C>(graph: Graph<C>, options: ScheduleOptions<C>): Promise<ScheduleOutcome> {
  const { monotonic, onEvent, keepGoing, restored } = options;
  const zero = monotonic();
  const stopping = createStopper();
  const stop = (): void => {
    stopping.abort();
  };
  const isStopped = (): boolean => stopping.aborted;
  const { demand, note, statusOf } = createFailures<C>(() => {
    if (!keepGoing) stop();
  });
  if (options.signal.aborted) stop();
  else options.signal.addEventListener('abort', stop, { once: true });

  /** The tasks on their way, each at the place of its node: of what is over, only its end is kept. */
  const runs = new Array<TaskRun<C> | undefined>(graph.nodes.size).fill(undefined);
  const ends = createEnds(graph.nodes.size);
  /** Tasks whose condition was not met the last time they were asked. */
  const undecided = new Set<string>();
  let nowMs = 0;
  let rootAt = 0;
  /** The task of the line that has not ended. */
  let root: TaskRun<C> | undefined;
  let settle: { readonly resolve: (outcome: ScheduleOutcome) => void; readonly reject: (error: unknown) => void };

  const { put: wake } = createTurns<TaskRun<C>>(
    (run) => {
      proceed(run);
    },
    () => nowMs,
    (error) => {
      settle.reject(error);
    },
  );
  const slots = createSlots<TaskRun<C>>(options.jobs, wake);
  const world: TaskWorld<C> = {
    stop: stopping,
    timeoutMs: options.timeoutMs,
    hooks: options.hooks,
    monotonic,
    now: () => (nowMs = monotonic() - zero),
    isStopped,
    prepare: options.prepare,
    onEvent,
    onUndecided: (name) => undecided.add(name),
    onFailing: () => {
      if (!keepGoing) stop();
    },
    takeSlot: slots.take,
    giveSlot: slots.give,
  };

  const begin = (node: GraphNode<C>, depth: number, hard: boolean): TaskRun<C> => {
    const run = new TaskRun(node, depth, hard, world);
    runs[node.at] = run;
    const earlier = restored?.get(run.name);
    if (earlier === undefined) wake(run);
    else end(run, earlier);
    return run;
  };

  /** True when all of them have ended already; else the task is woken when they have. */
  const need = (run: TaskRun<C>, references: readonly ResolvedReference<C>[]): boolean => {
    run.missing = 0;
    const needs = new Array<TaskRun<C> | TaskResult>(references.length);
    for (let index = 0; index < references.length; index += 1) {
      const reference = references[index];
      if (reference === undefined) break;
      const { node, safe } = reference;
      const hard = run.hard && !safe;
      const ended = ends.at(node.at);
      if (ended === undefined) needs[index] = join(run, node, hard);
      else {
        needs[index] = ended;
        if (hard) note(ended);
      }
    }
    run.needs = needs;
    return run.missing === 0;
  };

  /** Begins a task that is needed, or waits with the others for it. */
  const join = (run: TaskRun<C>, node: GraphNode<C>, hard: boolean): TaskRun<C> => {
    const other = runs[node.at] ?? begin(node, run.depth + 1, hard);
    if (other.result === undefined) {
      if (other.waiters === undefined) other.waiters = [run];
      else other.waiters.push(run);
      run.missing += 1;
    }
    if (hard) demand(other);
    return other;
  };

  /** Lets one task go on until it has to wait, or has ended. */
  const proceed = (run: TaskRun<C>): void => {
    const { jobs } = run.node;
    if (run.phase === 'new') {
      run.phase = 'jobs';
      const refused = run.reach(options.onReach);
      if (refused !== undefined && depart(run, refused)) return;
      if (refused === undefined && run.isEntered) run.steps = run.enter();
    }
    for (;;) {
      if (run.steps !== undefined) {
        const step = run.resume(run.steps);
        if (step.done !== true) {
          waitFor(run, step.value);
          return;
        }
        run.steps = undefined;
        if (step.value !== undefined) {
          if (depart(run, step.value)) return;
          continue;
        }
      }
      const job = jobs[run.at];
      if (job === undefined) {
        if (depart(run, run.finished())) return;
      } else if (typeof job === 'function') {
        run.at += 1;
        const failed = run.act(job);
        if (failed !== undefined && depart(run, failed)) return;
      } else {
        if (run.needs.length === 0 && !need(run, job)) return;
        const blocker = blockerOf(run.needs, job);
        run.needs = nothing;
        run.at += 1;
        if (blocker !== undefined && depart(run, run.blockedBy(blocker))) return;
      }
    }
  };

  const waitFor = (run: TaskRun<C>, wait: Wait): void => {
    if (wait === slot) {
      slots.wait(run);
      return;
    }
    Promise.resolve(wait).then(
      (value) => {
        run.answer = { value, thrown: false };
        wake(run);
      },
      (error: unknown) => {
        run.answer = { value: error, thrown: true };
        wake(run);
      },
    );
  };

  /** True when it has ended; false when it has something to say before. */
  const depart = (run: TaskRun<C>, result: TaskResult): boolean => {
    if (run.phase === 'leaving' || !run.isLeft) {
      end(run, result);
      return true;
    }
    run.phase = 'leaving';
    run.steps = run.leave(result);
    return false;
  };

  const end = (run: TaskRun<C>, result: TaskResult): void => {
    const { name } = run;
    const waiters = run.waiters ?? nothing;
    run.settle(result);
    // Asked again at the next reference: what is false now may be true then.
    ends.keep(run.node.at, result, undecided.size > 0 && undecided.delete(name));
    onEvent({ kind: 'ended', result, depth: run.depth });
    if (run.hard) note(result);
    runs[run.node.at] = undefined;
    for (const waiter of waiters) {
      waiter.missing -= 1;
      if (waiter.missing === 0) wake(waiter);
    }
    if (run === root) nextRoot();
  };

  /** The tasks of the line, one after the other. What was asked for and never began is part of the answer. */
  const nextRoot = (): void => {
    for (let wanted = graph.roots[rootAt]; wanted !== undefined; wanted = graph.roots[rootAt]) {
      rootAt += 1;
      const { name, safe } = wanted;
      const node = graph.nodes.get(name);
      if (node === undefined) throw new Error(`${name} is not in the graph`);
      const ended = ends.at(node.at);
      if (ended !== undefined) {
        if (!safe) note(ended);
        continue;
      }
      const known = runs[node.at];
      if (known === undefined && isStopped()) {
        ends.keep(node.at, { ...plainResult, ...notBegun, name, startMs: world.now() }, true);
        continue;
      }
      root = known ?? begin(node, 0, !safe);
      if (!safe) demand(root);
      if (root.result === undefined) return;
    }
    root = undefined;
    finish();
  };

  const finish = (): void => {
    options.signal.removeEventListener('abort', stop);
    settle.resolve({ status: statusOf(ends.all), results: ends.all });
  };

  return new Promise((resolve, reject) => {
    settle = { resolve, reject };
    nextRoot();
  });
}

const notBegun = { state: 'cancelled', reason: 'the run was stopped before its turn' } as const;
const nothing: readonly never[] = [];
