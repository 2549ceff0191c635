import { buildGraph, groupsOf, type Graph } from '../kernel/graph';
import { referencesOf } from '../kernel/task';
import type { TaskContext } from './context';
import type { Task } from './define-task';

export type GraphFormat = 'text' | 'mermaid' | 'dot' | 'json';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly safe: boolean;
}

/** Which tasks need which, as a drawing or as data. `of` limits it to one task and what it needs. */
export function renderGraph(tasks: ReadonlyMap<string, Task>, format: GraphFormat, of: string | undefined): unknown {
  const connected = [...tasks.values()].filter((task) => referencesOf(task).length > 0).map(({ name }) => name);
  const graph = buildGraph(tasks, of === undefined ? connected : [of]);
  const edges = edgesOf(graph);
  switch (format) {
    case 'json':
      return { nodes: [...graph.nodes.keys()].sort(), edges };
    case 'mermaid':
      return [
        'flowchart TD',
        ...edges.map(({ from, to, safe }) => `  ${id(from)}["${from}"] ${safe ? '-.->' : '-->'} ${id(to)}["${to}"]`),
      ].join('\n');
    case 'dot':
      return [
        'digraph clistack {',
        ...edges.map(({ from, to, safe }) => `  "${from}" -> "${to}"${safe ? ' [style=dashed]' : ''};`),
        '}',
      ].join('\n');
    case 'text':
      return graph.roots.map(({ name }) => drawTree(graph, name)).join('\n');
  }
}

function edgesOf(graph: Graph<TaskContext>): readonly Edge[] {
  return [...graph.nodes.values()].flatMap((node) =>
    groupsOf(node).flatMap((group) => group.map(({ name, safe }) => ({ from: node.spec.name, to: name, safe }))),
  );
}

function drawTree(graph: Graph<TaskContext>, root: string): string {
  const lines: string[] = [];
  const visit = (name: string, safe: boolean, depth: number): void => {
    lines.push(`${'  '.repeat(depth)}${name}${safe ? '?' : ''}`);
    const node = graph.nodes.get(name);
    for (const reference of node === undefined ? [] : groupsOf(node).flat())
      visit(reference.name, reference.safe, depth + 1);
  };
  visit(root, false, 0);
  return lines.join('\n');
}

/** Mermaid's ids know no dots. */
function id(name: string): string {
  return name.replaceAll('.', '_');
}
