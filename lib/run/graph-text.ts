import { buildGraph, type Graph } from '../kernel/graph';
import type { GraphNode } from '../kernel/route';
import type { TaskFiles } from '../kernel/walk';
import type { TaskContext } from './context';
import type { Task } from './define-task';

export type GraphFormat = 'text' | 'mermaid' | 'dot' | 'dgml' | 'json';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly safe: boolean;
  /** Which job of `from` it is, from 1. Jobs of one group share it; a number that no edge has is code of its own. */
  readonly order: number;
}

/** A line of the tree: a task, or code of its own, which has no name. */
interface Branch {
  readonly name: string | undefined;
  readonly safe: boolean;
  readonly depth: number;
}

/** Which tasks need which, as a drawing or as data. `of` limits it to one task and what it needs. */
export function renderGraph(
  tasks: ReadonlyMap<string, Task>,
  format: GraphFormat,
  of: string | undefined,
  files?: TaskFiles,
): unknown {
  const graph = buildGraph(tasks, of === undefined ? [...tasks.keys()] : [of], files);
  const edges = edgesOf(graph);
  // Most tasks stand alone and would only hide the others.
  const connected = new Set([
    ...edges.flatMap(({ from, to }) => [from, to]),
    ...(of === undefined ? [] : [graph.roots[0]?.name ?? of]),
  ]);
  const nodes = [...connected].sort();
  switch (format) {
    case 'json':
      return { nodes, edges };
    case 'mermaid':
      return drawMermaid(edges);
    case 'dot':
      return drawDot(edges);
    case 'dgml':
      return drawDgml(nodes, edges);
    case 'text':
      return drawTrees(graph, connected, new Set(edges.map(({ to }) => to)));
  }
}

function edgesOf(graph: Graph<TaskContext>): readonly Edge[] {
  return [...graph.nodes.values()].flatMap(({ spec, jobs }) =>
    jobs.flatMap((job, index) =>
      typeof job === 'function'
        ? []
        : job.map(({ name, safe }) => ({ from: spec.name, to: name, safe, order: index + 1 })),
    ),
  );
}

function drawMermaid(edges: readonly Edge[]): string {
  // Mermaid's ids know no dots.
  const node = (name: string): string => `${name.replaceAll('.', '_')}["${name}"]`;
  const lines = edges.map(
    ({ from, to, safe, order }) => `  ${node(from)} ${safe ? '-.->' : '-->'}|${order}| ${node(to)}`,
  );
  return ['flowchart TD', ...lines].join('\n');
}

function drawDot(edges: readonly Edge[]): string {
  const lines = edges.map(
    ({ from, to, safe, order }) => `  "${from}" -> "${to}" [label=${order}${safe ? ', style=dashed' : ''}];`,
  );
  return ['digraph clistack {', ...lines, '}'].join('\n');
}

/** The directed graphs that Visual Studio shows. Names of tasks need no escaping. */
function drawDgml(nodes: readonly string[], edges: readonly Edge[]): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<DirectedGraph xmlns="http://schemas.microsoft.com/vs/2009/dgml">',
    '  <Nodes>',
    ...nodes.map((name) => `    <Node Id="${name}" Label="${name}" />`),
    '  </Nodes>',
    '  <Links>',
    ...edges.map(
      ({ from, to, safe, order }) =>
        `    <Link Source="${from}" Target="${to}" Label="${order}"${safe ? ' Category="Safe"' : ''} />`,
    ),
    '  </Links>',
    '  <Categories>',
    '    <Category Id="Safe" Label="may fail" StrokeDashArray="4,2" />',
    '  </Categories>',
    '</DirectedGraph>',
  ].join('\n');
}

/** One tree for each task that no other one of the graph needs; what a task needs is drawn where it is met first. */
function drawTrees(graph: Graph<TaskContext>, connected: ReadonlySet<string>, needed: ReadonlySet<string>): string {
  const tops = graph.roots.filter(({ name }) => connected.has(name) && !needed.has(name));
  const drawn = new Set<string>();
  const lines: string[] = [];
  // What is still to be drawn, the next at the end: a chain of thousands of tasks is deeper than the stack of calls.
  const open: Branch[] = tops.map(({ name }) => ({ name, safe: false, depth: 0 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const indent = '  '.repeat(next.depth);
    if (next.name === undefined) {
      lines.push(`${indent}{}`);
      continue;
    }
    const jobs = graph.nodes.get(next.name)?.jobs ?? [];
    const holdsTasks = jobs.some((job) => typeof job !== 'function');
    const again = drawn.has(next.name) && holdsTasks;
    drawn.add(next.name);
    lines.push(`${indent}${next.name}${next.safe ? '?' : ''}${again ? ' (as above)' : ''}`);
    if (again || !holdsTasks) continue;
    for (const branch of branchesOf(jobs, next.depth + 1).reverse()) open.push(branch);
  }
  return lines.join('\n');
}

function branchesOf(jobs: GraphNode<TaskContext>['jobs'], depth: number): Branch[] {
  return jobs.flatMap((job): readonly Branch[] =>
    typeof job === 'function'
      ? [{ name: undefined, safe: false, depth }]
      : job.map(({ name, safe }) => ({ name, safe, depth })),
  );
}
