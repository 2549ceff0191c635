import type { StackError } from './fault';
import { cycle } from './faults';
import { safeMove, type Place, type Route } from './route';

/** The file of each task, where it is known. */
export type TaskFiles = Pick<ReadonlyMap<string, string>, 'get'>;

/**
 * Walks depth first with a stack of its own: a chain of any length has to fit. Answers every task after the tasks it needs; `fill` puts the
 * moves of one at the end of the route when it is first met.
 * @throws `cycle` (RUN002).
 */
export function walk<C>(
  route: Route<C>,
  roots: readonly number[],
  fill: (place: Place<C>) => void,
  files: TaskFiles | undefined,
): readonly Place<C>[] {
  const { places } = route;
  const order: Place<C>[] = [];
  /** The tasks on the way down to the one that is looked at, and the next move of each. */
  const stack: Place<C>[] = [];
  const next: number[] = [];
  let depth = 0;
  for (const root of roots) {
    let place = places[root];
    if (place === undefined || place.isClosed) continue;
    place.depth = 0;
    let at = (place.from = route.end);
    fill(place);
    let to = (place.to = route.end);
    let { moves } = route;
    for (;;) {
      if (at < to) {
        const move = moves[at] ?? 0;
        at += 1;
        if ((move & 3) > safeMove) continue;
        const needed = places[move >> 2];
        // Most references lead to what was met before.
        if (needed === undefined || needed.isClosed) continue;
        stack[depth] = place;
        next[depth] = at;
        depth += 1;
        if (needed.from !== -1) throw circle([...stack.slice(stack.indexOf(needed), depth), needed], files);
        place = needed;
        place.depth = depth;
        at = place.from = route.end;
        fill(place);
        to = place.to = route.end;
        ({ moves } = route);
      } else {
        place.isClosed = true;
        order[order.length] = place;
        if (depth === 0) break;
        depth -= 1;
        place = stack[depth] ?? place;
        at = next[depth] ?? to;
        ({ to } = place);
      }
    }
  }
  return order;
}

function circle<C>(places: readonly Place<C>[], files: TaskFiles | undefined): StackError {
  const path = places.map(({ spec }) => spec.name);
  // Each of its references stands in the file of one of its tasks, also where one puts itself before or after another.
  const where = new Set(path.map((name) => files?.get(name) ?? `the task ${name}`));
  return cycle({ path, where: [...where].join(' or ') });
}
