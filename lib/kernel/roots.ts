import type { Ends } from './ends';
import type { Failures } from './failures';
import type { Graph } from './graph';
import type { Place } from './route';
import { TaskRun } from './task-run';
import type { Ways } from './ways';
import type { TaskWorld } from './world';

/** A task of the line that has not ended. */
export interface Root<C> {
  readonly place: Place<C>;
  /** Its failure is the run's. */
  readonly isHard: boolean;
}

/**
 * The tasks of the line, one after the other: each call answers the next one that has not ended, undefined behind the last. What was asked for
 * and never began because the run was stopped is part of the answer of the run.
 */
export function createRoots<C>(
  { roots, nodes, route }: Graph<C>,
  world: TaskWorld<C>,
  ways: Ways,
  ends: Ends,
  { note, demand }: Pick<Failures, 'note' | 'demand'>,
): () => Root<C> | undefined {
  let next = 0;
  const told = new Set<number>();
  return () => {
    for (let wanted = roots[next]; wanted !== undefined; wanted = roots[next]) {
      next += 1;
      const { name, safe } = wanted;
      const place = route.places[nodes.get(name)?.at ?? -1];
      if (place === undefined) throw new Error(`${name} is not in the graph`);
      const { at } = place;
      const ended = ends.at(at);
      if (ended !== undefined) {
        if (!safe) note(ended);
      } else if (ways.isBegun(at)) {
        if (!safe) demand(at);
        return { place, isHard: !safe };
      } else if (world.isStopped()) {
        const result = new TaskRun(place, world).stopped();
        ends.keep(at, result, true);
        // Typed twice, it is told twice by the line and once by us.
        if (!told.has(at)) world.onEvent({ kind: 'ended', result, depth: place.depth });
        told.add(at);
      } else return { place, isHard: !safe };
    }
    return undefined;
  };
}
