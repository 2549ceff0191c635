import { cycle, unknownTask } from './faults';
import { nameKey, parseReference, type ParsedReference } from './reference';
import { suggest } from './suggest';
import type { Action, Job, TaskSpec } from './task';

/** One step of a task with its references resolved: tasks side by side, or code. */
export type ResolvedJob<C> = readonly ParsedReference[] | Action<C>;

/** One task of the run with its references resolved to the true names. */
export interface GraphNode<C> {
  readonly spec: TaskSpec<C>;
  /** One after the other, with the tasks that put themselves into this one. */
  readonly jobs: readonly ResolvedJob<C>[];
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

/**
 * Resolves the roots and everything they need, before anything runs.
 * @throws `unknownTask` (RUN001) with the closest names, `cycle` (RUN002) with the whole path; both 501.
 */
export function buildGraph<C>(tasks: ReadonlyMap<string, TaskSpec<C>>, roots: readonly string[]): Graph<C> {
  const byKey = new Map<string, string>();
  for (const name of tasks.keys()) byKey.set(nameKey(name), name);
  const resolve = (reference: string, referrer: string | null): ParsedReference => {
    const { name: typed, safe } = parseReference(reference);
    const name = tasks.has(typed) ? typed : byKey.get(nameKey(typed));
    if (name !== undefined) return { name, safe };
    throw unknownTask({ name: typed, referrer, suggestions: suggest(typed, tasks.keys()) });
  };
  const guests = findGuests(tasks, resolve);
  const jobsOf = (spec: TaskSpec<C>): readonly ResolvedJob<C>[] => {
    const own = resolveJobs(spec, (reference) => resolve(reference, spec.name));
    const { before, after } = guests.get(spec.name) ?? nobody;
    if (before.length + after.length === 0) return own;
    const first = own.findIndex((job) => typeof job === 'function');
    const at = first === -1 ? own.length : first;
    return [...own.slice(0, at), ...before, ...own.slice(at), ...after];
  };
  const resolved = roots.map((root) => resolve(root, null));
  return { roots: resolved, nodes: collect(tasks, resolved, jobsOf) };
}

/** The same graph with the references of every task cut: only the named tasks run (`--no-deps`). */
export function withoutDependencies<C>(graph: Graph<C>): Graph<C> {
  const nodes = new Map<string, GraphNode<C>>();
  for (const { name } of graph.roots) {
    const node = graph.nodes.get(name);
    if (node === undefined) continue;
    nodes.set(name, { spec: node.spec, jobs: node.jobs.filter((job) => typeof job === 'function') });
  }
  return { roots: graph.roots, nodes };
}

type Resolve = (reference: string) => ParsedReference;

function resolveJobs<C>(spec: TaskSpec<C>, resolve: Resolve): readonly ResolvedJob<C>[] {
  const { deps = [], run, jobs } = spec;
  const given: readonly Job<C>[] = jobs ?? (run === undefined ? deps : [...deps, run]);
  return given.map((job) => {
    if (typeof job === 'function') return job;
    return typeof job === 'string' ? [resolve(job)] : job.map(resolve);
  });
}

/** Tasks that put themselves into another one, each a group of its own. */
interface Guests {
  readonly before: (readonly ParsedReference[])[];
  readonly after: (readonly ParsedReference[])[];
}

const nobody: Guests = { before: [], after: [] };

/** Who puts itself where. The host says whether it may fail: `before: ['X?']` is the safe reference of X to this task. */
function findGuests<C>(
  tasks: ReadonlyMap<string, TaskSpec<C>>,
  resolve: (reference: string, referrer: string) => ParsedReference,
): ReadonlyMap<string, Guests> {
  const guests = new Map<string, Guests>();
  for (const { name, before = [], after = [] } of tasks.values()) {
    for (const [place, references] of [
      ['before', before],
      ['after', after],
    ] as const) {
      // prettier-ignore
      for (const reference of references) {
        const host = resolve(reference, name);
        const known = guests.get(host.name) ?? { before: [], after: [] };
        known[place].push([{ name, safe: host.safe }]);
        guests.set(host.name, known);
      }
    }
  }
  return guests;
}

interface Visit<C> {
  readonly node: GraphNode<C>;
  readonly needs: readonly ParsedReference[];
  next: number;
}

/** Walks depth first with a stack of its own: a chain of any length has to fit. */
function collect<C>(
  tasks: ReadonlyMap<string, TaskSpec<C>>,
  roots: readonly ParsedReference[],
  jobsOf: (spec: TaskSpec<C>) => readonly ResolvedJob<C>[],
): ReadonlyMap<string, GraphNode<C>> {
  const nodes = new Map<string, GraphNode<C>>();
  const open = new Set<string>();
  const stack: Visit<C>[] = [];
  const enter = (name: string): void => {
    const spec = tasks.get(name);
    if (nodes.has(name) || spec === undefined) return;
    if (open.has(name)) throw cycle({ path: [...[...open].slice([...open].indexOf(name)), name] });
    open.add(name);
    const node = { spec, jobs: jobsOf(spec) };
    stack.push({ node, needs: groupsOf(node).flat(), next: 0 });
  };
  for (const { name: root } of roots) {
    enter(root);
    for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
      const reference = visit.needs[visit.next];
      visit.next += 1;
      if (reference !== undefined) {
        enter(reference.name);
        continue;
      }
      stack.pop();
      const { name } = visit.node.spec;
      open.delete(name);
      nodes.set(name, visit.node);
    }
  }
  return nodes;
}
