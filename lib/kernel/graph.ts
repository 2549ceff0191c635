import { findGuests } from './guests';
import { createLayOut } from './lay-out';
import { ListedMap } from './listed-map';
import type { ParsedReference } from './reference';
import { Resolver } from './resolver';
import { codeMove, numberOf, Route, type GraphNode, type Place } from './route';
import type { TaskSpec } from './task';
import { walk, type TaskFiles } from './walk';

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
  const resolver = new Resolver(tasks);
  const { route } = resolver;
  const { guests } = resolver.tasks;
  const hosts =
    guests.length === 0 ? undefined : findGuests(guests, (typed, referrer) => resolver.nameOf(typed, referrer));
  const asked = roots.map((root) => resolver.moveTo(root, null));
  const order = walk(route, asked.map(numberOf), createLayOut(resolver, hosts), files);
  const nodes = listNodes(order, (name) => resolver.placeOf(name));
  return { roots: asked.map((move) => route.referenceOf(move)), nodes, order, route };
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
