import { flagKey } from '../kernel/checks';
import { buildGraph } from '../kernel/graph';
import { createNameFinder, parseReference } from '../kernel/reference';
import type { Task } from './define-task';
import { readLine } from './line';
import { secretsOf, takesLines, type TypedAsk } from './secret-options';
import { cutWords } from './split-words';

type Tasks = ReadonlyMap<string, Task>;

/**
 * Every secret in the lines that the task of this line takes as its words.
 * @lazy
 */
export function secretsInLines({ line }: TypedAsk, tasks: Tasks): readonly string[] {
  return line.args.flatMap((text) => secretsInWords(cutWords(text).words, tasks));
}

/**
 * Every secret in a line that another process is to run, read as that one will read it. Where it cannot be read so, it is refused there, or
 * has a config and tasks of its own: then the value of each flag that any task declares as secret, with the words behind it.
 */
export function secretsInWords(words: readonly string[], tasks: Tasks): readonly string[] {
  try {
    const line = readLine(words, tasks);
    if (line.roots.length === 0 || line.flags.configFile !== undefined) return valuesOfSecretFlags(words, tasks);
    const asked = { line, graph: buildGraph(tasks, line.roots) };
    return [...secretsOf(asked), ...(takesLines(asked) ? secretsInLines(asked, tasks) : [])];
  } catch {
    return valuesOfSecretFlags(words, tasks);
  }
}

function valuesOfSecretFlags(words: readonly string[], tasks: Tasks): readonly string[] {
  const options = [...tasks.values()].flatMap(({ options: declared = {} }) => Object.entries(declared));
  const secret = new Set(options.flatMap(([name, schema]) => (schema.secret === true ? [flagKey(name)] : [])));
  const find = createNameFinder(tasks);
  // A lowercase word behind one dash is no flag, and refused as a part of the value.
  const isOther = (word: string): boolean => /^-[-A-Z]/.test(word) || find(parseReference(word).name) !== undefined;
  return words.flatMap((word, index) => {
    const [, name = '', inline] = /^--?([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (!secret.has(flagKey(name.slice(name.lastIndexOf('.') + 1)))) return [];
    const [value, ...behind] = [...(inline === undefined ? [] : [inline]), ...words.slice(index + 1)];
    if (value === undefined) return [];
    // A value with blanks that was not quoted: what stands behind it is a part of it, as in a line that is typed alone.
    const end = behind.findIndex(isOther);
    return [value, ...(end === -1 ? behind : behind.slice(0, end))];
  });
}
