import type { Guests } from './guests';
import type { Resolver } from './resolver';
import { codeMove, groupMove } from './route';
import type { TaskSpec } from './task';

/** Puts the moves of one task at the end of the route. @throws `unknownTask` (RUN001). */
export function layOut<C>(resolver: Resolver<C>, spec: TaskSpec<C>, guests: Guests | undefined): void {
  if (guests !== undefined || !layOutNames(resolver, spec)) layOutAll(resolver, spec, guests);
}

/**
 * Those of a task that nobody puts itself into and that needs tasks one after the other, as most do, with no call for a task that was met
 * before. False, and nothing done, for any other one.
 */
function layOutNames<C>(resolver: Resolver<C>, { name, deps, jobs, run }: TaskSpec<C>): boolean {
  const { route, numbers, known } = resolver;
  const given = jobs ?? deps ?? nothing;
  const { length } = given;
  const moves = route.room(length + 1);
  let { end } = route;
  for (let index = 0; index < length; index += 1) {
    const job = given[index];
    if (typeof job !== 'string') return false;
    const number = numbers.get(job);
    const move = number === undefined ? -1 : (known[number] ?? -1);
    moves[end] = move < 0 ? resolver.moveTo(job, name) : move;
    end += 1;
  }
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
