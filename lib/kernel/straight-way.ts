import type { Ends } from './ends';
import type { Graph } from './graph';
import type { TaskResult } from './result';
import type { Place } from './route';
import type { InRow, RunningTask, ScheduleOptions } from './schedule';
import type { ShortWay } from './short-way';
import { well, type Ways } from './ways';
import type { TaskWorld } from './world';

/** Tasks after which somebody else gets a turn. */
const stretch = 100;
/** Milliseconds a stretch may take. Code that takes longer does real work, and neither a stop nor what could begin beside it should wait for it. */
const longestMs = 10;

export interface StraightWayOptions<C> {
  readonly graph: Graph<C>;
  readonly world: Pick<TaskWorld<C>, 'stop' | 'now' | 'tellStart' | 'onEvent'>;
  readonly shortWay: ShortWay<C>;
  readonly plain: ScheduleOptions<C>['plain'];
  /** That of the run. */
  readonly signal: () => AbortSignal;
  /** The beginning of the run by the clock. */
  readonly zeroMs: number;
  /** What the clock said last. */
  readonly lookedAt: () => number;
  /** How far each task has come. */
  readonly states: Ways['states'];
  readonly ends: Ends;
  /** Absent: every beginning and end is an event. */
  readonly inRow: InRow | undefined;
}

export interface StraightWay<C> {
  /** Runs the next stretch, up to a task of the line: false when the rest has to go task by task. */
  readonly go: (root: Place<C>) => boolean;
  /** The task whose code is being called. */
  readonly atWork: () => RunningTask | undefined;
}

/**
 * Goes through tasks in an order in which each comes after all that it needs. As long as their code takes no time and ends well nobody ever
 * waits for anybody, so nothing has to be kept of who does, and that is most of what a task costs. What was called and did not end so is kept by
 * the short way.
 */
export function createStraightWay<C>(options: StraightWayOptions<C>): StraightWay<C> {
  const { world, shortWay, plain, signal, zeroMs, lookedAt, states, ends, inRow } = options;
  const { order, route } = options.graph;
  const { stop, now } = world;
  const { attempt, hold, finish } = shortWay;
  const { keep } = ends;
  const isTold = inRow === undefined;
  const ended = inRow?.ended;
  let next = 0;
  let called: Place<C> | undefined;
  let nowMs = 0;
  const goOn = (root: Place<C>): boolean => {
    const startMs = now();
    nowMs = startMs;
    for (const last = next + stretch; next < last;) {
      const place = order[next];
      if (place === undefined || stop.aborted) return false;
      const { spec } = place;
      const action = spec.run ?? route.lastCodeOf(place);
      let result: TaskResult | undefined;
      if (action === undefined) result = finish(place, isTold);
      else {
        const context = plain?.(spec, signal);
        if (context === undefined) return false;
        if (isTold) world.tellStart(place);
        called = place;
        result = attempt(place, action, context, nowMs);
        if (result === undefined) {
          hold();
          return false;
        }
        called = undefined;
      }
      next += 1;
      states[place.at] = well;
      keep(place.at, result, false);
      if (isTold) world.onEvent({ kind: 'ended', result, depth: place.depth });
      else if (ended !== undefined) ended(spec.name);
      nowMs = lookedAt();
      if (nowMs - startMs >= longestMs) return false;
      if (place === root) break;
    }
    return true;
  };
  const atWork = (): RunningTask | undefined =>
    called === undefined ? undefined : { name: called.spec.name, beganMs: zeroMs + nowMs };
  return {
    atWork,
    go: (root) => {
      if (goOn(root)) return true;
      const task = atWork();
      called = undefined;
      if (task !== undefined) inRow?.left(task);
      return false;
    },
  };
}
