import { endOf } from './outcome';
import type { TaskResult } from './result';
import type { GraphNode } from './route';
import type { ScheduleOptions } from './schedule';
import { hasNothingAround, type Action, type TaskSpec } from './task';
import { endFields } from './task-end';
import { TaskRun } from './task-run';
import { isPromiseLike } from './wait';
import type { TaskWorld } from './world';

/** Code that was called and did not end at once and well, with what came of it. */
export class Called<C> {
  constructor(
    readonly node: GraphNode<C>,
    readonly context: C,
    readonly startMs: number,
    readonly endMs: number,
    /** A promise, or what it threw. */
    public answer: unknown,
    readonly hasThrown: boolean,
  ) {}

  /** Asks the promise what it comes to, once. */
  hold(): void {
    // Not `Promise.resolve`: that throws at once where the answer cannot be read.
    const held = new Promise((resolve) => {
      resolve(this.answer);
    });
    held.catch(() => undefined);
    this.answer = held;
  }
}

/** How a task goes whose code comes last, takes no time and has nothing around it: begun and ended in one stretch, with no object of its own. */
export interface ShortWay<C> {
  /** True when no task of the run has anything around it that all tasks have. */
  readonly isOpen: boolean;
  /** False for a task that has something around its code. */
  readonly fits: (spec: TaskSpec<C>) => boolean;
  /** Calls the code of a task that has not had its turn, while no other one is running. Undefined when it has not ended at once and well. */
  readonly attempt: (node: GraphNode<C>, action: Action<C>, context: C, startMs: number) => TaskResult | undefined;
  /** Keeps what came of such a call, with the slot it holds, for when the turn of its task comes. */
  readonly hold: () => void;
  /**
   * Calls the code, unless that was attempted already. Answers how the task ended, or the task on its long way when its code takes its time;
   * undefined when it was not called, because no slot is free, the run is stopped or something has to be made ready.
   */
  readonly call: (node: GraphNode<C>, action: Action<C>) => TaskResult | TaskRun<C> | undefined;
  /** The end of a task without code. `isTold`: it is told that it begins. */
  readonly finish: (node: GraphNode<C>, isTold: boolean) => TaskResult;
}

/**
 * @param signal of the run.
 * @param now the end of what ran before: nothing but the engine was at work since, and a look at the clock costs as much as a small task.
 */
export function createShortWay<C>(
  world: TaskWorld<C>,
  plain: ScheduleOptions<C>['plain'],
  signal: () => AbortSignal,
  now: () => number,
): ShortWay<C> {
  const isOpen = plain !== undefined && world.hooks === undefined && world.timeoutMs === undefined;
  /** The last one that did not end at once and well. */
  let called: Called<C> | undefined;
  let early: Called<C> | undefined;
  const attempt: ShortWay<C>['attempt'] = (node, action, context, startMs) => {
    const { name } = node.spec;
    try {
      const answer = action(context);
      if (answer === undefined) return succeeded(name, startMs, world.now());
      if (!isPromiseLike(answer))
        return ended(name, endFields(endOf(name, answer, world.onAnswer)), startMs, world.now());
      called = new Called(node, context, startMs, startMs, answer, false);
    } catch (thrown) {
      called = new Called(node, context, startMs, world.now(), thrown, true);
    }
    return undefined;
  };
  return {
    isOpen,
    fits: (spec) => isOpen && hasNothingAround(spec),
    attempt,
    hold: () => {
      world.takeSlot();
      early = called;
      // Its turn may be milliseconds away, and until then nobody else waits for it: a failure would be nobody's.
      if (early?.hasThrown === false) early.hold();
    },
    call: (node, action) => {
      let result: TaskResult | undefined;
      if (early?.node === node) {
        called = early;
        early = undefined;
      } else {
        const context = plain?.(node.spec, signal);
        if (context === undefined || world.isStopped() || !world.takeSlot()) return undefined;
        const startMs = now();
        world.tellStart(node);
        result = attempt(node, action, context, startMs);
      }
      if (result === undefined && called !== undefined) {
        const run = begun(node, world, called.startMs);
        if (!called.hasThrown) {
          run.goOnWith(called.context, called.answer);
          return run;
        }
        result = { ...run.failed(called.answer), durationMs: called.endMs - called.startMs };
      }
      world.giveSlot();
      return result;
    },
    finish: (node, isTold) => {
      if (world.isStopped()) return new TaskRun(node, world).stopped();
      const startMs = now();
      if (isTold) world.tellStart(node);
      return succeeded(node.spec.name, startMs, world.now());
    },
  };
}

function begun<C>(node: GraphNode<C>, world: TaskWorld<C>, startMs: number): TaskRun<C> {
  const run = new TaskRun(node, world);
  run.beganAt(startMs);
  return run;
}

/** Written out: what is the same for all costs nothing in a literal. */
function succeeded(name: string, startMs: number, nowMs: number): TaskResult {
  // prettier-ignore
  return {
    name, state: 'succeeded', status: 0, reason: null, why: null, data: null, error: null, blockedBy: null, startMs, durationMs: nowMs - startMs, waitMs: 0,
  };
}

function ended(
  name: string,
  { state, status, reason, data }: ReturnType<typeof endFields>,
  startMs: number,
  nowMs: number,
): TaskResult {
  const durationMs = nowMs - startMs;
  return { name, state, status, reason, why: null, data, error: null, blockedBy: null, startMs, durationMs, waitMs: 0 };
}
