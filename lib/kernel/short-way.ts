import { readEnd } from './outcome';
import type { TaskResult } from './result';
import type { GraphNode } from './route';
import type { ScheduleOptions } from './schedule';
import type { Action, TaskSpec } from './task';
import { endFields } from './task-end';
import { TaskRun } from './task-run';
import { isPromiseLike } from './wait';
import type { TaskWorld } from './world';

/** How a task goes whose code comes last, takes no time and has nothing around it: begun and ended in one stretch, with no object of its own. */
export interface ShortWay<C> {
  /** False for a task that has something around its code. */
  readonly fits: (spec: TaskSpec<C>) => boolean;
  /**
   * Calls the code. Answers how the task ended, or the task on its long way when its code takes its time; undefined when it was not called,
   * because no slot is free, the run is stopped or something has to be made ready.
   */
  readonly call: (node: GraphNode<C>, action: Action<C>) => TaskResult | TaskRun<C> | undefined;
  /** The end of a task without code. */
  readonly finish: (node: GraphNode<C>) => TaskResult;
}

/** `now` is the end of what ran before: nothing but the engine was at work since, and a look at the clock costs as much as a small task. */
export function createShortWay<C>(
  world: TaskWorld<C>,
  plain: ScheduleOptions<C>['plain'],
  now: () => number,
): ShortWay<C> {
  const signal = (): AbortSignal => world.stop.signal;
  const isBare = plain !== undefined && world.hooks === undefined && world.timeoutMs === undefined;
  return {
    fits: (spec) =>
      isBare &&
      spec.if === undefined &&
      spec.done === undefined &&
      spec.timeout === undefined &&
      spec.retry === undefined,
    call: (node, action) => {
      const context = plain?.(node.spec, signal);
      if (context === undefined || world.isStopped() || !world.takeSlot()) return undefined;
      const startMs = now();
      world.tellStart(node);
      let result: TaskResult;
      try {
        const answer = action(context);
        if (answer === undefined) result = ended(node.spec.name, succeeded, startMs, world.now());
        else if (isPromiseLike(answer)) {
          const run = begun(node, world, startMs);
          run.goOnWith(context, answer);
          return run;
        } else result = ended(node.spec.name, endFields(readEnd(answer)), startMs, world.now());
      } catch (thrown) {
        result = begun(node, world, startMs).failed(thrown);
      }
      world.giveSlot();
      return result;
    },
    finish: (node) => {
      if (world.isStopped()) return new TaskRun(node, world).stopped();
      const startMs = now();
      world.tellStart(node);
      return ended(node.spec.name, succeeded, startMs, world.now());
    },
  };
}

function begun<C>(node: GraphNode<C>, world: TaskWorld<C>, startMs: number): TaskRun<C> {
  const run = new TaskRun(node, world);
  run.beganAt(startMs);
  return run;
}

const succeeded = endFields({ kind: 'done', data: null });

function ended(
  name: string,
  { state, status, reason, data }: ReturnType<typeof endFields>,
  startMs: number,
  nowMs: number,
): TaskResult {
  const durationMs = nowMs - startMs;
  return { name, state, status, reason, why: null, data, error: null, blockedBy: null, startMs, durationMs, waitMs: 0 };
}
