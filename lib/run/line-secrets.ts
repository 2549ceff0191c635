import { flagKey } from '../kernel/checks';
import { buildGraph } from '../kernel/graph';
import { createNameFinder, parseReference } from '../kernel/reference';
import type { Task } from './define-task';
import { readLine, type Line } from './line';
import { asksOnly, secretsOf, takesLines, type TypedAsk } from './secret-options';
import { cutWords } from './split-words';

type Tasks = ReadonlyMap<string, Task>;

/**
 * Every secret in the lines that the task of this line takes as its words.
 * @lazy
 */
export function secretsInLines({ line }: TypedAsk, tasks: Tasks): readonly string[] {
  return secretsIn(line.args, tasks);
}

/**
 * Every secret in a line that another process is to run, read as that one will read it. Where it cannot be read so, it is refused there, or
 * has a config and tasks of its own: then the value of each flag that any task declares as secret, with the words behind it.
 */
export function secretsInWords(words: readonly string[], tasks: Tasks): readonly string[] {
  try {
    const line = readLine(words, tasks);
    if (line.flags.configFile !== undefined) return valuesOfSecretFlags(words, tasks);
    if (asksOnly(line)) return secretsInQuestion(line, tasks);
    if (line.roots.length === 0) return valuesOfSecretFlags(words, tasks);
    const asked = { line, graph: buildGraph(tasks, line.roots) };
    return [...secretsOf(asked), ...(takesLines(asked) ? secretsInLines(asked, tasks) : [])];
  } catch {
    return valuesOfSecretFlags(words, tasks);
  }
}

/**
 * Every secret in a line that asks for help or the version: no task gets its options, and none refuses them, so one is secret as soon as any
 * task at all says so.
 */
export function secretsInQuestion({ roots, options, args }: Line, tasks: Tasks): readonly string[] {
  const secret = secretKeys(tasks);
  const find = createNameFinder(tasks);
  const own = options.flatMap(({ key, texts }) => (secret.has(key) ? texts : []));
  const takes = roots.some((root) => tasks.get(find(parseReference(root).name) ?? '')?.args?.lines === true);
  return takes ? [...own, ...secretsIn(args, tasks)] : own;
}

function secretKeys(tasks: Tasks): ReadonlySet<string> {
  const options = [...tasks.values()].flatMap(({ options: declared = {} }) => Object.entries(declared));
  return new Set(options.flatMap(([name, schema]) => (schema.secret === true ? [flagKey(name)] : [])));
}

function secretsIn(lines: readonly string[], tasks: Tasks): readonly string[] {
  return lines.flatMap((text) => secretsInWords(cutWords(text).words, tasks));
}

function valuesOfSecretFlags(words: readonly string[], tasks: Tasks): readonly string[] {
  const secret = secretKeys(tasks);
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
