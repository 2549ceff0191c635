import { cycle, unknownTask } from './faults';
import { createNameFinder, parseReference, type ParsedReference } from './reference';
import { suggest } from './suggest';
import type { Action, Job, TaskSpec } from './task';

/**
 * A reference that was resolved, and the task it leads to. That one is kept out of sight: a graph is compared and written down as what it says.
 */
export class ResolvedReference<C> implements ParsedReference {
  readonly #node: GraphNode<C>;

  constructor(
    readonly name: string,
    readonly safe: boolean,
    node: GraphNode<C>,
  ) {
    this.#node = node;
  }

  get node(): GraphNode<C> {
    return this.#node;
  }
}

/** One step of a task with its references resolved: tasks side by side, or code. */
export type ResolvedJob<C> = readonly ResolvedReference<C>[] | Action<C>;

/** One task of the run with its references resolved to the true names. */
export interface GraphNode<C> {
  readonly spec: TaskSpec<C>;
  /** One after the other, with the tasks that put themselves into this one. */
  readonly jobs: readonly ResolvedJob<C>[];
  /** Its place in the graph, for what is kept beside it. */
  readonly at: number;
}

/** What will run: the roots in the order of the line, and every task they reach. */
export interface Graph<C> {
  readonly roots: readonly ParsedReference[];
  /** In the order of a serial run: a task after the tasks it needs. */
  readonly nodes: ReadonlyMap<string, GraphNode<C>>;
}

/** The references of a node, group by group. */
export function groupsOf<C>({ jobs }: GraphNode<C>): readonly (readonly ParsedReference[])[] {
  return jobs.filter((job) => typeof job !== 'function');
}

/** True when a task of the graph is such a one. */
export function someTask<C>({ nodes }: Graph<C>, isSuch: (spec: TaskSpec<C>) => boolean): boolean {
  for (const { spec } of nodes.values()) if (isSuch(spec)) return true;
  return false;
}

/**
 * Resolves the roots and everything they need, before anything runs.
 * @throws `unknownTask` (RUN001) with the closest names, `cycle` (RUN002) with the whole path; both 501.
 */
export function buildGraph<C>(tasks: ReadonlyMap<string, TaskSpec<C>>, roots: readonly string[]): Graph<C> {
  const find = createNameFinder(tasks);
  // Large graphs say the same thing many times over: each reference is resolved once, and stands alone in a group of its own.
  const known = new Map<string, Alone<C>>();
  const meet = (name: string, safe: boolean, node: GraphNode<C>): Alone<C> => {
    const alone = [new ResolvedReference(name, safe, node)] as const;
    known.set(safe ? `${name}?` : name, alone);
    return alone;
  };
  const resolveAlone = (reference: string, referrer: string | null): Alone<C> => {
    const earlier = known.get(reference);
    if (earlier !== undefined) return earlier;
    const { name: typed, safe } = parseReference(reference);
    const name = find(typed);
    const spec = name === undefined ? undefined : tasks.get(name);
    if (name === undefined || spec === undefined)
      throw unknownTask({ name: typed, referrer, suggestions: suggest(typed, tasks.keys()) });
    const plain = known.get(name) ?? meet(name, false, new Place(spec));
    const alone = safe ? (known.get(`${name}?`) ?? meet(name, true, plain[0].node)) : plain;
    if (reference !== name) known.set(reference, alone);
    return alone;
  };
  const guests = findGuests(tasks, resolveAlone);
  const jobsOf = (spec: TaskSpec<C>): readonly ResolvedJob<C>[] => {
    const own = resolveJobs(spec, (reference) => resolveAlone(reference, spec.name));
    const { before, after } = guests.get(spec.name) ?? nobody;
    if (before.length + after.length === 0) return own;
    const first = own.findIndex((job) => typeof job === 'function');
    const at = first === -1 ? own.length : first;
    return [...own.slice(0, at), ...before, ...own.slice(at), ...after];
  };
  const resolved = roots.map((root) => resolveAlone(root, null)[0]);
  return { roots: resolved, nodes: collect(resolved, jobsOf) };
}

/** The same graph with the references of every task cut: only the named tasks run (`--no-deps`). */
export function withoutDependencies<C>(graph: Graph<C>): Graph<C> {
  const nodes = new Map<string, GraphNode<C>>();
  for (const { name } of graph.roots) {
    const node = graph.nodes.get(name);
    if (node === undefined) continue;
    const jobs = node.jobs.filter((job) => typeof job === 'function');
    nodes.set(name, { spec: node.spec, jobs, at: nodes.get(name)?.at ?? nodes.size });
  }
  return { roots: graph.roots, nodes };
}

type Alone<C> = readonly [ResolvedReference<C>];

function resolveJobs<C>(spec: TaskSpec<C>, resolveAlone: (reference: string) => Alone<C>): readonly ResolvedJob<C>[] {
  const { deps, run, jobs } = spec;
  const given: readonly Job<C>[] = jobs ?? deps ?? nothing;
  // As long as it gets: a list that grows one by one reserves room for sixteen more.
  const resolved = new Array<ResolvedJob<C>>(given.length + (run === undefined ? 0 : 1));
  let at = 0;
  for (const job of given) {
    if (typeof job === 'string') resolved[at] = resolveAlone(job);
    else if (typeof job === 'function') resolved[at] = job;
    else resolved[at] = job.map((reference) => resolveAlone(reference)[0]);
    at += 1;
  }
  if (run !== undefined) resolved[at] = run;
  return resolved;
}

/** Tasks that put themselves into another one, each a group of its own. */
interface Guests<C> {
  readonly before: Alone<C>[];
  readonly after: Alone<C>[];
}

const nothing: readonly never[] = [];
const nobody = { before: nothing, after: nothing };

/** Who puts itself where. The host says whether it may fail: `before: ['X?']` is the safe reference of X to this task. */
function findGuests<C>(
  tasks: ReadonlyMap<string, TaskSpec<C>>,
  resolveAlone: (reference: string, referrer: string) => Alone<C>,
): ReadonlyMap<string, Guests<C>> {
  const guests = new Map<string, Guests<C>>();
  for (const { name, before, after } of tasks.values()) {
    if (before === undefined && after === undefined) continue;
    for (const [place, references] of [
      ['before', before ?? []],
      ['after', after ?? []],
    ] as const) {
      // prettier-ignore
      for (const reference of references) {
        const [host] = resolveAlone(reference, name);
        const known = guests.get(host.name) ?? { before: [], after: [] };
        known[place].push(resolveAlone(host.safe ? `${name}?` : name, name));
        guests.set(host.name, known);
      }
    }
  }
  return guests;
}

/** A task of the graph, and where the walk is with it. */
class Place<C> implements GraphNode<C> {
  jobs: readonly ResolvedJob<C>[] = nothing;
  at = -1;
  isOpen = false;
  /** The next of its jobs, and of the references of that one. */
  job = 0;
  reference = 0;

  constructor(readonly spec: TaskSpec<C>) {}
}

/** The place that the node of a resolved reference is. */
function placeOf<C>(node: GraphNode<C>): Place<C> | undefined {
  // The class knows nothing of its parameter; the node does.
  return node instanceof Place ? (node as Place<C>) : undefined;
}

/** Walks depth first with a stack of its own: a chain of any length has to fit. */
function collect<C>(
  roots: readonly ResolvedReference<C>[],
  jobsOf: (spec: TaskSpec<C>) => readonly ResolvedJob<C>[],
): ReadonlyMap<string, GraphNode<C>> {
  const nodes = new Map<string, GraphNode<C>>();
  const stack: Place<C>[] = [];
  const enter = ({ name, node }: ResolvedReference<C>): void => {
    const place = placeOf(node);
    if (place === undefined || place.at !== -1) return;
    if (place.isOpen) throw cycle({ path: [...stack.slice(stack.indexOf(place)).map(({ spec }) => spec.name), name] });
    place.isOpen = true;
    place.jobs = jobsOf(place.spec);
    stack.push(place);
  };
  for (const root of roots) {
    enter(root);
    for (let place = stack.at(-1); place !== undefined; place = stack.at(-1)) {
      const job = place.jobs[place.job];
      const reference = typeof job === 'function' ? undefined : job?.[place.reference];
      if (reference !== undefined) {
        place.reference += 1;
        enter(reference);
      } else if (job !== undefined) {
        place.job += 1;
        place.reference = 0;
      } else {
        stack.pop();
        place.at = nodes.size;
        nodes.set(place.spec.name, place);
      }
    }
  }
  return nodes;
}
