import type { Guests } from './guests';
import type { Resolver } from './resolver';
import { codeMove, groupMove, type Place } from './route';

/**
 * Answers what puts the moves of one task at the end of the route; `hosts` are those that others put themselves into.
 * @throws `unknownTask` (RUN001), when it is called.
 */
export function createLayOut<C>(
  resolver: Resolver<C>,
  hosts: ReadonlyMap<string, Guests> | undefined,
): (place: Place<C>) => void {
  const { route, numbers, known, owners } = resolver;
  const { numbered, end: count } = resolver.tasks;
  /** How far from its own number the last task that needed several had each of them. */
  const steps = new Int32Array(manySteps);
  /** What was found where it was looked for first, less what was not. */
  let luck = 64;

  /**
   * Names one after the other, and the code behind them, as most tasks have it: with no call for a task that was met before. False, and nothing
   * done, where something else is among them.
   *
   * Tasks that were made in a loop need those that stand as far from them as from the one before, and many at once are neighbours: that one is
   * looked at first, for to compare two names takes a third of the time that finding one of ten thousand does.
   */
  const addNames = (given: readonly unknown[], { at, spec }: Place<C>, hasCode: boolean): boolean => {
    const { length } = given;
    const own = owners[at] ?? 0;
    let { end } = route;
    let last = own;
    if (end + length >= route.limit) route.room(length + 1);
    const { moves } = route;
    for (let index = 0; index < length; index += 1) {
      const job = given[index];
      if (typeof job !== 'string') return false;
      let number: number | undefined = index < manySteps ? own + (steps[index] ?? 0) : last + 1;
      let needed = luck > 0 && number >= 0 && number < count ? numbered[number] : undefined;
      if (needed?.name === job) luck += 1;
      else {
        luck -= 1;
        number = numbers.get(job);
        needed = undefined;
        if (number !== undefined) {
          if (index < manySteps) steps[index] = number - own;
          needed = numbered[number];
        }
      }
      last = number ?? last;
      let move = number === undefined ? -1 : (known[number] ?? -1);
      if (move < 0)
        move =
          number === undefined || needed === undefined
            ? resolver.moveTo(job, spec.name)
            : resolver.enter(number, needed);
      moves[end] = move;
      end += 1;
    }
    if (hasCode) {
      moves[end] = (length << 2) | codeMove;
      end += 1;
    }
    route.end = end;
    return true;
  };

  const addAll = (place: Place<C>, guests: Guests | undefined): void => {
    const { name, deps, jobs, run } = place.spec;
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
        // What is no name among them is refused as anywhere else.
        if (!addNames(job, place, false)) job.forEach(add);
      }
    }
    if (run !== undefined) addCode(given.length);
    if (codes === 0) guests?.before.forEach(add);
    guests?.after.forEach(add);
    if (codes > 1) route.alternates = true;
    if (codeEnd !== undefined && (codes > 1 || codeEnd !== route.end)) route.isStraight = false;
  };

  return (place) => {
    const { spec } = place;
    const guests = hosts?.get(spec.name);
    if (guests !== undefined || !addNames(spec.jobs ?? spec.deps ?? nothing, place, spec.run !== undefined))
      addAll(place, guests);
  };
}

const nothing: readonly never[] = [];
/** So many needs of a task are looked for where those of the one before were, and more of them behind each other. */
const manySteps = 8;
