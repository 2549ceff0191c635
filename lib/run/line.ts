import { flagKey } from '../kernel/checks';
import { missingValue, unknownFlag, unknownTask, wordBehindSecret, wrongWords } from '../kernel/faults';
import { withHelpOf } from './help-of';
import { once } from '../kernel/once';
import { createNameFinder, parseReference } from '../kernel/reference';
import { suggest } from '../kernel/suggest';
import type { OptionSchema } from '../kernel/task';
import type { Task } from './define-task';
import { defaultFlags, engineFlagNames, engineFlags, type EngineFlags } from './engine-flags';
import { readEngineValue, readOptional, readSwitch } from './engine-values';
import { allowedText } from './option-values';
import { isSign, refuseShort, splitLine, type Token } from './tokens';

type Flag = Extract<Token, { kind: 'flag' }>;

/** An option as typed; which tasks get it is decided when the graph is known. */
export interface TypedOption {
  readonly typed: string;
  /** Set when it was spelled for one task: `--Pin.Sync.tool`. */
  readonly task: string | null;
  readonly key: string;
  readonly texts: readonly string[];
  /** True when the text is not what was typed, for it was read as a switch. */
  readonly isSwitch?: boolean;
}

/** The command line, read but not yet checked against the graph. */
export interface Line {
  /** Task references in the order typed: `['A', 'B?']`. */
  readonly roots: readonly string[];
  readonly args: readonly string[];
  readonly rest: readonly string[] | undefined;
  readonly options: readonly TypedOption[];
  readonly flags: EngineFlags;
}

/**
 * Reads the raw command line with the help of the known tasks: they say which flags take a value and which task takes words.
 * @throws faults of the kernel, all 501.
 */
export function readLine(argv: readonly string[], tasks: ReadonlyMap<string, Task>): Line {
  const find = createNameFinder(tasks);
  const taskOf = (typed: string): Task | undefined => tasks.get(find(typed) ?? '');
  return withHelpOf(
    () => argv.flatMap((word) => taskOf(parseReference(word).name)?.name ?? [])[0],
    () => readWords(argv, tasks, taskOf),
  );
}

function readWords(argv: readonly string[], tasks: ReadonlyMap<string, Task>, taskOf: Reading['taskOf']): Line {
  const { tokens, rest } = splitLine(argv);
  const roots: string[] = [];
  const args: string[] = [];
  const options: TypedOption[] = [];
  const flags: { -readonly [F in keyof EngineFlags]: EngineFlags[F] } = defaultFlags();
  // Asked for by a task's own flag alone: a word that is no name is looked for among all spellings of all tasks.
  const named = once(() =>
    tokens.flatMap((token) => {
      const task = token.kind === 'word' ? taskOf(parseReference(token.text).name) : undefined;
      return task === undefined ? [] : [task];
    }),
  );
  const ofLine = once(() => {
    const { tasksOfLine } = require('./line-tasks') as typeof import('./line-tasks');
    return tasksOfLine(tokens, tasks, taskOf);
  });
  const reading = { tasks, taskOf, named, ofLine, options, flags };
  let taker: Task | undefined;

  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.kind === 'word') {
      if (taker !== undefined) args.push(token.text);
      else {
        roots.push(token.text);
        const task = taskOf(parseReference(token.text).name);
        if (task === undefined) {
          refuseValue(token.text, tokens[index - 1]);
          if (!isSign(token.text)) refuseBehindSecret(tokens.slice(0, index), reading);
        }
        if (task?.args !== undefined) taker = task;
      }
      continue;
    }
    if (token.kind === 'short') {
      refuseBehindSecret(tokens.slice(0, index), reading);
      refuseShort(token.text);
    }
    const next = tokens[index + 1];
    const following = next?.kind === 'word' ? next.text : undefined;
    const used = readFlag(token, following, reading);
    if (used) index += 1;
  }
  if (taker !== undefined) checkWords(taker, args);
  return { roots, args, rest, options, flags };
}

interface Reading {
  readonly tasks: ReadonlyMap<string, Task>;
  readonly taskOf: (typed: string) => Task | undefined;
  /** Tasks whose names stand on the line. */
  readonly named: () => readonly Task[];
  /** With all that they need; undefined where it is not known yet. */
  readonly ofLine: () => readonly Task[] | undefined;
  readonly options: TypedOption[];
  readonly flags: Record<keyof EngineFlags, unknown>;
}

/** Reads one flag; true when it used the word after it. */
function readFlag(flag: Flag, following: string | undefined, reading: Reading): boolean {
  const key = flagKey(flag.name);
  const known = engineFlags();
  const engine = Object.hasOwn(known, key) ? known[key] : undefined;
  if (engine !== undefined && engine.shape === 'switch') {
    reading.flags[engine.field] = readSwitch(flag);
    return false;
  }
  if (engine !== undefined && engine.shape === 'optional') {
    reading.flags[engine.field] = readOptional(flag, engine.field);
    return false;
  }
  if (engine !== undefined) {
    const value = flag.inline ?? following;
    reading.flags[engine.field] = readEngineValue(flag.typed, engine.field, value);
    return flag.inline === undefined;
  }
  const { task, option, schema, of } = findOption(flag, reading);
  if (schema.type === 'boolean') {
    const negated = option !== flagKey(flag.name.split('.').at(-1) ?? '');
    const said = flag.inline ?? 'true';
    // --no-x=false is x; any other text is refused with the option's own words.
    const value = !negated ? said : said === 'true' ? 'false' : said === 'false' ? 'true' : said;
    const isSwitch = negated || flag.inline === undefined;
    reading.options.push({ typed: flag.typed, task, key: option, texts: [value], isSwitch });
    return false;
  }
  const value = flag.inline ?? following;
  if (value === undefined) {
    // Of a task that the line does not run it is unknown, which is said when the graph is known; what stands behind a secret is not read.
    if (schema.secret === true || reading.ofLine()?.some(({ name }) => name === of.name) !== false)
      throw missingValue({ flag: flag.typed, allowed: allowedText(schema), task: of.name });
    reading.options.push({ typed: flag.typed, task, key: option, texts: ['true'], isSwitch: true });
    return false;
  }
  addOption(reading.options, { typed: flag.typed, task, key: option, texts: [value] });
  return flag.inline === undefined;
}

interface FoundOption {
  readonly task: string | null;
  readonly option: string;
  readonly schema: OptionSchema;
  /** A task that declares it. */
  readonly of: Task;
}

/** A value behind a blank, of a flag that takes none or one behind `=` alone, would be an unknown task. */
function refuseValue(word: string, before: Token | undefined): void {
  if (before?.kind !== 'flag' || before.inline !== undefined) return;
  const known = engineFlags();
  const key = flagKey(before.name);
  const engine = Object.hasOwn(known, key) ? known[key] : undefined;
  const isSaid = engine?.shape === 'optional' ? /^(?:keep|[0-9a-f-]{4,36})$/i : /^(?:true|false)$/i;
  if (!isSaid.test(word)) return;
  const negated = engine === undefined && word === 'false' ? [`--no-${before.name}`] : [];
  throw unknownTask({ name: word, referrer: null, suggestions: [`${before.typed}=${word}`, ...negated] });
}

/** What stands behind a secret with a blank that was not quoted is a part of it, and not shown. */
function refuseBehindSecret(before: readonly Token[], reading: Reading): void {
  const [flag, value] = before.at(-1)?.kind === 'flag' ? before.slice(-1) : before.slice(-2);
  if (flag?.kind !== 'flag' || (flag.inline === undefined) === (value === undefined)) return;
  if (Object.hasOwn(engineFlags(), flagKey(flag.name))) return;
  if (findOption(flag, reading).schema.secret === true) throw wordBehindSecret({ flag: flag.typed });
}

function findOption(flag: Flag, { tasks, taskOf, named, ofLine }: Reading): FoundOption {
  const dot = flag.name.lastIndexOf('.');
  const owner = dot === -1 ? undefined : taskOf(flag.name.slice(0, dot));
  const key = flagKey(flag.name.slice(dot + 1));
  // The tasks of the line come first: another one may use the same name with another type.
  const candidates =
    dot === -1 ? [[named, () => ofLine() ?? []], [() => [...tasks.values()]]] : [[() => (owner ? [owner] : [])]];
  for (const lists of candidates)
    for (const wanted of [key, key.startsWith('no') ? key.slice(2) : key])
      for (const list of lists) {
        const found = findIn(list(), wanted, wanted !== key);
        if (found !== undefined) return { ...found, task: owner?.name ?? null };
      }
  const meant = ofLine() ?? [...tasks.values()];
  const known = meant.flatMap((task) => Object.keys(task.options ?? {}).map((name) => `--${name}`));
  throw unknownFlag({ flag: flag.typed, suggestions: suggest(flag.typed, new Set([...engineFlagNames, ...known])) });
}

function findIn(tasks: readonly Task[], key: string, isNegated: boolean): Omit<FoundOption, 'task'> | undefined {
  for (const of of tasks)
    for (const [name, schema] of Object.entries(of.options ?? {}))
      if (flagKey(name) === key && (!isNegated || schema.type === 'boolean')) return { option: key, schema, of };
  return undefined;
}

/** Repeating a flag adds to a list and replaces a single value; both are decided by the option's type later. */
function addOption(options: TypedOption[], added: TypedOption): void {
  const index = options.findIndex(({ task, key }) => task === added.task && key === added.key);
  const earlier = options[index];
  if (earlier === undefined) options.push(added);
  else options[index] = { ...added, texts: [...earlier.texts, ...added.texts] };
}

/** @throws `wrongWords` (RUN006, 501). */
export function checkWords(task: Task, words: readonly string[]): void {
  const { usage = '', min = 0, max = Infinity } = task.args ?? {};
  if (words.length >= min && words.length <= max) return;
  throw wrongWords({ task: task.name, usage, found: words.length });
}
