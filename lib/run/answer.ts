import { asFault } from '../kernel/as-fault';
import type { Graph } from '../kernel/graph';
import { refuseGenerator } from '../kernel/outcome';
import type { TaskResult } from '../kernel/result';
import { isPromiseLike, leaveUnheard } from '../kernel/wait';
import { describeStep, type Step } from '../system/step';
import { withoutExit } from '../system/without-exit';
import type { TaskContext } from './context';
import { safeStep, type Redact } from './safe-parts';

/** What the roots of a line answered: the data of the only one, or of each by name. */
export function answerData(
  graph: Graph<TaskContext>,
  results: readonly TaskResult[],
  redact: Redact = (data) => data,
): unknown {
  const byName = rootResults(graph, results);
  const data = (name: string): unknown => redact(byName.get(name)?.data ?? null);
  const [only, second] = byName.keys();
  if (only !== undefined && second === undefined) return data(only);
  return Object.fromEntries(Array.from(byName.keys(), (name) => [name, data(name)]));
}

/**
 * The answer for people: what each root says in its own words, else its data as JSON.
 * @throws what the words of a task threw, as a fault of that task (RUN500, 500).
 */
export function answerText(graph: Graph<TaskContext>, results: readonly TaskResult[]): string {
  // Each name once, also where it was typed twice.
  const texts = Array.from(rootResults(graph, results), ([name, result]) => {
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
    const text = withoutExit(show);
    if (typeof text === 'string') return text;
    if (text === undefined || text === null) return '';
    refuseGenerator(text);
    // A task of a JavaScript file may answer anything.
    if (isPromiseLike(text)) leaveUnheard(text);
    if (typeof text === 'function' || typeof text === 'symbol' || isPromiseLike(text))
      throw new TypeError(`its show answers a ${isPromiseLike(text) ? 'promise' : typeof text}, and not a text`);
    return JSON.stringify(text);
  } catch (error) {
    throw asFault(name, error);
  }
}

/** How the roots ended, in the order of the line; looked for from the end, which is where a root is. */
function rootResults(
  { roots }: Graph<TaskContext>,
  results: readonly TaskResult[],
): ReadonlyMap<string, TaskResult | undefined> {
  const found = new Map<string, TaskResult | undefined>(roots.map(({ name }) => [name, undefined]));
  let missing = found.size;
  for (let index = results.length - 1; index >= 0 && missing > 0; index -= 1) {
    const result = results[index];
    if (result === undefined || !found.has(result.name) || found.get(result.name) !== undefined) continue;
    found.set(result.name, result);
    missing -= 1;
  }
  return found;
}

/** The plan of a dry run: every step by task. What is secret is masked before it is put into words. */
export function planText(steps: ReadonlyMap<string, readonly Step[]>, redact: Redact): string {
  const blocks = [...steps]
    .filter(([, list]) => list.length > 0)
    .map(
      ([task, list]) => `${task} would:\n${list.map((step) => `  ${describeStep(safeStep(step, redact))}\n`).join('')}`,
    );
  return blocks.length === 0 ? 'nothing would change\n' : blocks.join('');
}
