import { flagKey } from '../kernel/checks';
import { isStackError } from '../kernel/fault';
import { buildGraph } from '../kernel/graph';
import { parseReference } from '../kernel/reference';
import type { Task } from './define-task';
import { isSign, type Token } from './tokens';

/**
 * The tasks whose options a line takes: those it names, and all that they need. Undefined where that cannot be told before the line is read: for
 * `*`, and where their graph is refused.
 * @lazy
 */
export function tasksOfLine(
  tokens: readonly Token[],
  tasks: ReadonlyMap<string, Task>,
  taskOf: (typed: string) => Task | undefined,
): readonly Task[] | undefined {
  const words = tokens.flatMap((token) => (token.kind === 'word' ? [token.text] : []));
  if (words.includes('*')) return undefined;
  // A line without a name is a `.`; of the other words that are no names some are values, perhaps.
  const named = (words.length === 0 ? ['.'] : words).flatMap(
    (word) => (isSign(word) ? signTask(word, tasks) : taskOf(parseReference(word).name)) ?? [],
  );
  const taker = named.findIndex(({ args }) => args !== undefined);
  const roots = taker === -1 ? named : named.slice(0, taker + 1);
  if (tokens.some(cutsNeeds)) return roots;
  try {
    const { nodes } = buildGraph(
      tasks,
      roots.map(({ name }) => name),
    );
    return [...nodes.values()].map(({ spec }) => spec);
  } catch (thrown) {
    if (!isStackError(thrown)) throw thrown;
    return undefined;
  }
}

function signTask(sign: string, tasks: ReadonlyMap<string, Task>): Task | undefined {
  return (sign === '.' ? tasks.get('Default') : undefined) ?? tasks.get('Tasks');
}

/** `--no-deps` */
function cutsNeeds(token: Token): boolean {
  return token.kind === 'flag' && flagKey(token.name) === 'nodeps' && token.inline !== 'false';
}
