import type { Ends } from './ends';
import { isFailure, type RunEvent, type TaskResult } from './result';
import { codeMove, groupMove, numberOf, type Place, type Route } from './route';
import type { ScheduleOptions } from './schedule';

/**
 * What lies beneath the tasks that an earlier run had done, and did not end in this one: how it ended then counts, for it is part of how they
 * did. What this run had again counts as it ended now.
 * @lazy
 */
export function endBeneath<C>(
  { places, moves }: Route<C>,
  { restored, earlier }: Pick<ScheduleOptions<C>, 'restored' | 'earlier'>,
  ends: Ends,
  onEvent: (event: RunEvent) => void,
): void {
  if (restored === undefined || earlier === undefined) return;
  const ended = new Set(ends.all.map(({ name }) => name));
  const seen = new Set<Place<C>>();
  const open = places.filter(({ at, spec }) => ends.at(at) !== undefined && ends.at(at) === restored.get(spec.name));
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    const { name } = place.spec;
    const result = earlier.get(name);
    // Had again, it says itself what is beneath it.
    if (ended.has(name) && ends.at(place.at) !== restored.get(name)) continue;
    if (!ended.has(name) && result !== undefined) {
      ends.keep(place.at, result, false);
      onEvent({ kind: 'ended', result, depth: place.depth });
    }
    for (let at = place.from; at < place.to; at += 1) {
      const move = moves[at] ?? 0;
      const below = (move & 3) === codeMove || (move & 3) === groupMove ? undefined : places[numberOf(move)];
      if (below !== undefined) open.push(below);
    }
  }
}

/** Whether a later run takes it over as done: a task whose condition was not met is asked again; what failed or never ran is to be done. */
export function isDone(result: Pick<TaskResult, 'state' | 'reason'>): boolean {
  return result.state === 'skipped' ? result.reason?.startsWith('IF:') !== true : !isFailure(result);
}
