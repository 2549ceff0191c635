import { cycle, unknownTask } from './faults';
import { nameKey, parseDependencies, parseReference, type ParsedReference } from './reference';
import { suggest } from './suggest';
import type { TaskSpec } from './task';

/** One task of the run with its references resolved to the true names. */
export interface GraphNode<C> {
  readonly spec: TaskSpec<C>;
  /** One group after the other; the references of one group side by side. */
  readonly groups: readonly (readonly ParsedReference[])[];
}

/** What will run: the roots in the order of the line, and every task they reach. */
export interface Graph<C> {
  readonly roots: readonly ParsedReference[];
  /** In the order of a serial run: a task after the tasks it needs. */
  readonly nodes: ReadonlyMap<string, GraphNode<C>>;
}

/**
 * Resolves the roots and everything they need, before anything runs.
 * @throws `unknownTask` (RUN001) with the closest names, `cycle` (RUN002) with the whole path; both 501.
 */
export function buildGraph<C>(tasks: ReadonlyMap<string, TaskSpec<C>>, roots: readonly string[]): Graph<C> {
  const byKey = new Map([...tasks.keys()].map((name) => [nameKey(name), name]));
  const nodes = new Map<string, GraphNode<C>>();
  const open: string[] = [];

  const resolve = (reference: ParsedReference, referrer: string | null): ParsedReference => {
    const name = byKey.get(nameKey(reference.name));
    if (name !== undefined) return { name, safe: reference.safe };
    throw unknownTask({ name: reference.name, referrer, suggestions: suggest(reference.name, tasks.keys()) });
  };
  const visit = (name: string): void => {
    if (open.includes(name)) throw cycle({ path: [...open.slice(open.indexOf(name)), name] });
    const spec = tasks.get(name);
    if (nodes.has(name) || spec === undefined) return;
    open.push(name);
    const groups = parseDependencies(spec.deps).map((group) => group.map((reference) => resolve(reference, name)));
    for (const reference of groups.flat()) visit(reference.name);
    open.pop();
    nodes.set(name, { spec, groups });
  };

  const resolved = roots.map((root) => resolve(parseReference(root), null));
  for (const root of resolved) visit(root.name);
  return { roots: resolved, nodes };
}

/** The same graph with the references of every task cut: only the named tasks run (`--no-deps`). */
export function withoutDependencies<C>(graph: Graph<C>): Graph<C> {
  const nodes = new Map<string, GraphNode<C>>();
  for (const { name } of graph.roots) {
    const node = graph.nodes.get(name);
    if (node !== undefined) nodes.set(name, { spec: node.spec, groups: [] });
  }
  return { roots: graph.roots, nodes };
}
