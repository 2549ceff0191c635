import { asFault } from '../kernel/as-fault';
import type { Graph } from '../kernel/graph';
import type { TaskResult } from '../kernel/result';
import { describeStep, type Step } from '../system/step';
import type { TaskContext } from './context';

/** What the roots of a line answered: the data of the only one, or of each by name. */
export function answerData(graph: Graph<TaskContext>, results: readonly TaskResult[]): unknown {
  const names = new Set(graph.roots.map(({ name }) => name));
  const byName = new Map<string, unknown>();
  for (const { name, data } of results) if (names.has(name)) byName.set(name, data ?? null);
  if (names.size === 1) return [...byName.values()][0] ?? null;
  return Object.fromEntries([...names].map((name) => [name, byName.get(name) ?? null]));
}

/**
 * The answer for people: what each root says in its own words, else its data as JSON.
 * @throws what the words of a task threw, as a fault of that task (RUN500, 500).
 */
export function answerText(graph: Graph<TaskContext>, results: readonly TaskResult[]): string {
  const texts = graph.roots.map(({ name }) => {
    const result = results.find((candidate) => candidate.name === name);
    const show = graph.nodes.get(name)?.spec.show;
    if (result === undefined || result.data === null || result.data === undefined) return '';
    return show === undefined ? JSON.stringify(result.data, null, 2) : shownBy(name, () => show(result.data));
  });
  return texts
    .filter((text) => text !== '')
    .map((text) => (text.endsWith('\n') ? text : `${text}\n`))
    .join('');
}

function shownBy(name: string, show: () => unknown): string {
  try {
    const text = show();
    // A task of a JavaScript file may answer anything.
    return typeof text === 'string' ? text : JSON.stringify(text ?? '');
  } catch (error) {
    throw asFault(name, error);
  }
}

/** The plan of a dry run: every step by task. */
export function planText(steps: ReadonlyMap<string, readonly Step[]>): string {
  const blocks = [...steps]
    .filter(([, list]) => list.length > 0)
    .map(([task, list]) => `${task} would:\n${list.map((step) => `  ${describeStep(step)}\n`).join('')}`);
  return blocks.length === 0 ? 'nothing would change\n' : blocks.join('');
}
