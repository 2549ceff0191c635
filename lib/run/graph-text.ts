import { buildGraph, type Graph } from '../kernel/graph';
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
  const visit = (name: string, safe: boolean, depth: number): void => {
    const jobs = graph.nodes.get(name)?.jobs ?? [];
    const holdsTasks = jobs.some((job) => typeof job !== 'function');
    const again = drawn.has(name) && holdsTasks;
    drawn.add(name);
    const indent = '  '.repeat(depth);
    lines.push(`${indent}${name}${safe ? '?' : ''}${again ? ' (as above)' : ''}`);
    if (again || !holdsTasks) return;
    for (const job of jobs) {
      if (typeof job === 'function') lines.push(`${indent}  {}`);
      else for (const reference of job) visit(reference.name, reference.safe, depth + 1);
    }
  };
  for (const { name } of tops) visit(name, false, 0);
  return lines.join('\n');
}
