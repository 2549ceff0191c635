import type { Guests } from './guests';
import type { Resolver } from './resolver';
import { codeMove, groupMove, type Place } from './route';
import type { TaskSpec } from './task';

/** Puts the moves of one task at the end of the route. @throws `unknownTask` (RUN001). */
export function layOut<C>(resolver: Resolver<C>, place: Place<C>, guests: Guests | undefined): void {
  if (guests !== undefined || !layOutNames(resolver, place)) layOutAll(resolver, place.spec, guests);
}

/**
 * Those of a task that nobody puts itself into and that needs tasks one after the other, as most do, with no call for a task that was met
 * before. False, and nothing done, for any other one.
 *
 * Tasks that were made in a loop need those that stand as far from them as from the one before: that one is looked at first, for to compare two
 * names takes a third of the time that finding one of ten thousand does.
 */
function layOutNames<C>(resolver: Resolver<C>, { at, spec }: Place<C>): boolean {
  const { route, numbers, known, steps } = resolver;
  const { numbered } = resolver.tasks;
  const { name, deps, jobs, run } = spec;
  const given = jobs ?? deps ?? nothing;
  const { length } = given;
  const own = resolver.owners[at] ?? 0;
  let { luck } = resolver;
  const moves = route.room(length + 1);
  let { end } = route;
  for (let index = 0; index < length; index += 1) {
    const job = given[index];
    if (typeof job !== 'string') return false;
    let number: number | undefined = own + (steps[index & 7] ?? 0);
    if (luck > 0 && number >= 0 && number < numbered.length && numbered[number]?.name === job) luck += 1;
    else {
      luck -= 1;
      number = numbers.get(job);
      if (number !== undefined) steps[index & 7] = number - own;
    }
    const move = number === undefined ? -1 : (known[number] ?? -1);
    moves[end] = move < 0 ? resolver.moveTo(job, name) : move;
    end += 1;
  }
  resolver.luck = luck;
  if (run !== undefined) {
    moves[end] = (length << 2) | codeMove;
    end += 1;
  }
  route.end = end;
  return true;
}

function layOutAll<C>(resolver: Resolver<C>, { name, deps, jobs, run }: TaskSpec<C>, guests: Guests | undefined): void {
  const { route } = resolver;
  const given = jobs ?? deps ?? nothing;
  const add = (reference: string): void => {
    route.push(resolver.moveTo(reference, name));
  };
  let codes = 0;
  /** Where the route was at behind its last code. */
  let codeEnd: number | undefined;
  const addCode = (number: number): void => {
    // Those who go before its first code.
    if (codes === 0) guests?.before.forEach(add);
    route.push((number << 2) | codeMove);
    codes += 1;
    codeEnd = route.end;
  };
  for (const [index, job] of given.entries()) {
    if (typeof job === 'string') add(job);
    else if (typeof job === 'function') addCode(index);
    else {
      route.push((job.length << 2) | groupMove);
      job.forEach(add);
    }
  }
  if (run !== undefined) addCode(given.length);
  if (codes === 0) guests?.before.forEach(add);
  guests?.after.forEach(add);
  if (codes > 1) route.alternates = true;
  if (codeEnd !== undefined && (codes > 1 || codeEnd !== route.end)) route.isStraight = false;
}

const nothing: readonly never[] = [];
