import type { StackError } from './fault';
import { cycle, unknownTask } from './faults';
import { ListedMap } from './listed-map';
import { NumberedMap } from './numbered-map';
import { createNameFinder, parseReference, type ParsedReference } from './reference';
import { codeMove, groupMove, numberOf, Route, safeMove, type GraphNode, type Place } from './route';
import { suggest } from './suggest';
import type { TaskSpec } from './task';

/** What will run: the roots in the order of the line, and every task they reach. */
export interface Graph<C> {
  readonly roots: readonly ParsedReference[];
  /** In the order of a serial run: a task after the tasks it needs. */
  readonly nodes: ReadonlyMap<string, GraphNode<C>>;
  /** The nodes as a list. */
  readonly order: readonly Place<C>[];
  /** What they do, for the scheduler. */
  readonly route: Route<C>;
}

/** The file of each task, where it is known. */
export type TaskFiles = Pick<ReadonlyMap<string, string>, 'get'>;

/** The references of a node, group by group. */
export function groupsOf<C>({ jobs }: GraphNode<C>): readonly (readonly ParsedReference[])[] {
  return jobs.filter((job) => typeof job !== 'function');
}

/** True when a task of the graph is such a one. */
export function someTask<C>({ route: { places } }: Graph<C>, isSuch: (spec: TaskSpec<C>) => boolean): boolean {
  return places.some(({ spec }) => isSuch(spec));
}

/**
 * Resolves the roots and everything they need, before anything runs.
 * @param files says where each task is defined, for a circle that has to be opened there.
 * @throws `unknownTask` (RUN001) with the closest names, `cycle` (RUN002) with the whole path; both 501.
 */
export function buildGraph<C>(
  tasks: ReadonlyMap<string, TaskSpec<C>>,
  roots: readonly string[],
  files?: TaskFiles,
): Graph<C> {
  const find = createNameFinder(tasks);
  const numbered = tasks instanceof NumberedMap ? (tasks as NumberedMap<TaskSpec<C>>) : NumberedMap.of(tasks);
  const { numbers } = numbered;
  const route = new Route<C>();
  const { places } = route;
  /** The move that leads to each task, by its number; -1 as long as none does. */
  const known = new Int32Array(numbered.end).fill(-1);
  /** Those of references that are not the name alone. */
  const others = new Map<string, number>();
  const refuse = (name: string, referrer: string | null): never => {
    throw unknownTask({ name, referrer, suggestions: suggest(name, tasks.keys()) });
  };
  const resolve = (reference: string, referrer: string | null): number => {
    const number = numbers.get(reference);
    if (number === undefined) return others.get(reference) ?? resolveOther(reference, referrer);
    const move = known[number];
    if (move !== undefined && move !== -1) return move;
    const spec = numbered.at(number) ?? refuse(reference, referrer);
    return (known[number] = route.add(spec).at << 2);
  };
  /** Safe, or not as the task is spelled. */
  const resolveOther = (reference: string, referrer: string | null): number => {
    const { name, safe } = parseReference(reference);
    const move = resolve(find(name) ?? refuse(name, referrer), referrer);
    const other = safe ? move | safeMove : move;
    others.set(reference, other);
    return other;
  };
  const guests = findGuests(numbered.guests, (name, referrer) => find(name) ?? refuse(name, referrer));
  const fill = ({ spec }: Place<C>): void => {
    layOut(route, spec, guests?.get(spec.name), resolve);
  };
  const asked = roots.map((root) => resolve(root, null));
  const order = walk(route, asked.map(numberOf), fill, files);
  const nodeOf = (name: string): Place<C> | undefined => places[(known[numbers.get(name) ?? -1] ?? -1) >> 2];
  return { roots: asked.map((move) => route.referenceOf(move)), nodes: listNodes(order, nodeOf), order, route };
}

/** The same graph with the references of every task cut: only the named tasks run (`--no-deps`). */
export function withoutDependencies<C>({ roots, nodes, route: whole }: Graph<C>): Graph<C> {
  const route = new Route<C>();
  const kept = new Map<string, Place<C>>();
  for (const { name } of roots) {
    const node = kept.has(name) ? undefined : nodes.get(name);
    if (node === undefined) continue;
    const place = route.add(node.spec);
    const { from, to } = whole.places[node.at] ?? place;
    place.from = route.end;
    for (let at = from; at < to; at += 1) {
      const move = whole.moves[at] ?? 0;
      if ((move & 3) === codeMove) route.push(move);
    }
    route.alternates ||= whole.alternates;
    place.to = route.end;
    route.isStraight &&= whole.isStraight;
    kept.set(name, place);
  }
  const order = [...kept.values()];
  return { roots, nodes: listNodes(order, (name) => kept.get(name)), order, route };
}

function listNodes<C>(
  order: readonly Place<C>[],
  find: (name: string) => Place<C> | undefined,
): ReadonlyMap<string, GraphNode<C>> {
  return new ListedMap(
    () => order,
    ({ spec }) => spec.name,
    find,
  );
}

/** Puts the moves of one task at the end of the route. */
function layOut<C>(
  route: Route<C>,
  { name, deps, jobs, run }: TaskSpec<C>,
  guests: Guests | undefined,
  resolve: (reference: string, referrer: string) => number,
): void {
  const given = jobs ?? deps ?? nothing;
  let codes = 0;
  /** Where the route was at behind its last code. */
  let codeEnd: number | undefined;
  /** Those who go before its first code. */
  let before: readonly string[] = guests?.before ?? nothing;
  for (let index = 0; index < given.length; index += 1) {
    const job = given[index];
    if (typeof job === 'string') route.push(resolve(job, name));
    else if (typeof job === 'function') {
      if (before !== nothing) for (const guest of before) route.push(resolve(guest, name));
      before = nothing;
      route.push((index << 2) | codeMove);
      codes += 1;
      codeEnd = route.end;
    } else if (job !== undefined) {
      route.push((job.length << 2) | groupMove);
      for (const reference of job) route.push(resolve(reference, name));
    }
  }
  if (before !== nothing) for (const guest of before) route.push(resolve(guest, name));
  if (run !== undefined) {
    route.push((given.length << 2) | codeMove);
    codes += 1;
    codeEnd = route.end;
  }
  if (guests !== undefined) for (const guest of guests.after) route.push(resolve(guest, name));
  if (codes > 1) route.alternates = true;
  if (codeEnd !== undefined && (codes > 1 || codeEnd !== route.end)) route.isStraight = false;
}

/** References to tasks that put themselves into another one, each a group of its own. */
interface Guests {
  readonly before: string[];
  readonly after: string[];
}

const nothing: readonly never[] = [];

/** Who puts itself where. The host says whether it may fail: `before: ['X?']` is the safe reference of X to this task. */
function findGuests<C>(
  tasks: readonly TaskSpec<C>[],
  find: (name: string, referrer: string) => string,
): ReadonlyMap<string, Guests> | undefined {
  let guests: Map<string, Guests> | undefined;
  for (const { name, before, after } of tasks) {
    guests ??= new Map();
    for (const [place, references] of [
      ['before', before ?? []],
      ['after', after ?? []],
    ] as const) {
      // prettier-ignore
      for (const reference of references) {
        const { name: typed, safe } = parseReference(reference);
        const host = find(typed, name);
        const known = guests.get(host) ?? { before: [], after: [] };
        known[place].push(safe ? `${name}?` : name);
        guests.set(host, known);
      }
    }
  }
  return guests;
}

/** Walks depth first with a stack of its own: a chain of any length has to fit. Answers every task after the tasks it needs. */
function walk<C>(
  route: Route<C>,
  roots: readonly number[],
  fill: (place: Place<C>) => void,
  files: TaskFiles | undefined,
): readonly Place<C>[] {
  const { places } = route;
  const order: Place<C>[] = [];
  /** The tasks on the way down, and the next move of each. */
  const stack: Place<C>[] = [];
  const next: number[] = [];
  let depth = 0;
  const enter = (number: number): void => {
    const place = places[number];
    if (place === undefined || place.isClosed) return;
    if (place.from !== -1) throw circle([...stack.slice(stack.indexOf(place), depth), place], files);
    place.from = route.end;
    place.depth = depth;
    fill(place);
    place.to = route.end;
    stack[depth] = place;
    next[depth] = place.from;
    depth += 1;
  };
  for (const root of roots) {
    enter(root);
    for (let place = stack[depth - 1]; depth > 0 && place !== undefined; place = stack[depth - 1]) {
      const at = next[depth - 1] ?? place.to;
      if (at < place.to) {
        next[depth - 1] = at + 1;
        const move = route.moves[at] ?? 0;
        // Most references lead to what was met before.
        if ((move & 3) <= safeMove && places[move >> 2]?.isClosed === false) enter(move >> 2);
      } else {
        depth -= 1;
        place.isClosed = true;
        order.push(place);
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
