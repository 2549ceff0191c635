import type { Graph } from './graph';
import type { TaskResult } from './result';
import type { Place } from './route';
import type { ShortWay } from './short-way';
import type { TaskWorld } from './world';

/** Tasks after which somebody else gets a turn. */
const stretch = 100;
/** Milliseconds a stretch may take. Code that takes longer does real work, and neither a stop nor what could begin beside it should wait for it. */
const longestMs = 10;

/**
 * Goes through tasks in an order in which each comes after all that it needs. As long as their code takes no time and ends well nobody ever
 * waits for anybody, so nothing has to be kept of who does, and that is most of what a task costs.
 *
 * Answers a function that runs the next stretch of them, up to a task of the line: false when the rest has to go task by task. What had been
 * called by then is kept by the short way.
 */
export function createStraightWay<C>(
  { order, route }: Graph<C>,
  world: Pick<TaskWorld<C>, 'isStopped' | 'now'>,
  shortWay: ShortWay<C>,
  /** What the clock said last. */
  lookedAt: () => number,
  end: (place: Place<C>, result: TaskResult) => void,
): (root: Place<C>) => boolean {
  let next = 0;
  return (root) => {
    const startMs = world.now();
    for (const last = next + stretch; next < last;) {
      const place = order[next];
      if (place === undefined || world.isStopped()) return false;
      const action = place.spec.run ?? route.lastCodeOf(place);
      const result = action === undefined ? shortWay.finish(place) : shortWay.attempt(place, action);
      if (result === undefined) return false;
      next += 1;
      end(place, result);
      if (lookedAt() - startMs >= longestMs) return false;
      if (place === root) break;
    }
    return true;
  };
}
