import type { TakenBack } from '../../journal/taken-back';
import { isPromiseLike } from '../../kernel/wait';
import type { Verdict } from '../../kernel/world';
import { shortPath } from '../../system/match-files';
import type { System } from '../../system/port';
import type { TaskContext } from '../context';
import type { Task } from '../define-task';
import { missingOutput, notPaths, nothingRead } from './faults';
import { checkPairs } from './check-pairs';
import { findInputs, findOutputs, type NamedOutput } from './files';
import { takePrint, type Print, type Prints } from './fingerprint';
import { readRecord, recordPath, removeRecord, writeRecord, type FreshRecord } from './record';

export interface FreshnessRequest {
  /** What the task sees. */
  readonly system: System;
  /** What the records are kept in: they are ours and no change of the task's. */
  readonly store: System;
  /** Where the records of all tasks lie. */
  readonly state: string;
  /** Relative paths of the task count from here. */
  readonly root: string;
  readonly takenBack: () => TakenBack;
  readonly task: Task;
  readonly definition: string;
  /** `--force`: run in any case. */
  readonly force: boolean;
}

/** What there is to do for a task that says what it reads and makes. */
export interface Freshness {
  readonly verdict: Verdict;
  /** What its code gets to see: of a partial task the stale pairs, else all. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Called when its code begins: until a good end what is on record of the files it is called for counts no more. */
  readonly begin: () => void;
  /**
   * Looks at what was made, after its code came to a good end. Answers what keeps that on record, to be called when nothing of the task can fail any more.
   * @throws `missingOutput` (RUN042, 500).
   */
  readonly look: () => () => void;
  /** Takes back what that kept, when the task turns out not to have ended well. */
  readonly takeBack: () => void;
}

/**
 * Judges by content whether the code of a task has anything to do.
 * @throws `missingInput` (RUN040), `emptyGlob` (RUN041), `nothingRead` (RUN062), `unevenPairs` (RUN043), `sharedOutput` (RUN061), `notPaths` (RUN060).
 */
export async function judgeFreshness(request: FreshnessRequest, context: TaskContext): Promise<Freshness> {
  const { system, store, state, root, task, definition, takenBack } = request;
  const { inputs: wanted = [], outputs: made = [] } = task;
  const path = recordPath(state, store, root, task.name);
  const record = readRecord(store, path);
  const patterns = typeof wanted === 'function' ? pathsIn(task, 'inputs', await wanted(context)) : wanted;
  const inputs = findInputs(system, root, task.name, patterns);
  const outputsOf = (): readonly NamedOutput[] =>
    typeof made === 'function'
      ? findOutputs(system, root, pathsIn(task, 'outputs', made(context, [...inputs])), false)
      : findOutputs(system, root, made, true);
  const named = outputsOf();
  const outputs = pathsOf(named);
  // A written empty list says that all there is to look at is what was made.
  const isMeantEmpty = typeof wanted !== 'function' && wanted.length === 0 && named.length > 0;
  if (inputs.length === 0 && !isMeantEmpty) throw nothingRead({ task: task.name });
  if (task.partial === true) checkPairs(system, root, task.name, inputs, outputs);

  // Taken before the code runs: an input that changes meanwhile is stale the next time.
  const before = takePrints(system, inputs, record?.inputs);
  const look: Look = { request, record, inputs, outputs, before };
  const stale = task.partial === true ? stalePairs(look) : undefined;
  const why = stale === undefined ? whyStale(look) : stale.why;
  const shown = stale === undefined ? { inputs, outputs } : stale;
  const takeBack = (): void => {
    const left = Object.entries(record?.outputs ?? {}).filter(([output]) => !shown.outputs.includes(output));
    // The pairs that are fresh stay so, however the others end.
    if (record === undefined || task.partial !== true || left.length === 0) removeRecord(store, path);
    else writeRecord(store, path, { ...record, outputs: Object.fromEntries(left) });
  };
  return {
    verdict: why === undefined ? { fresh: true, why: freshText(inputs, outputs) } : { fresh: false, why },
    // Its own lists: what it does to them changes nothing of what is looked at behind it.
    inputs: [...shown.inputs],
    outputs: [...shown.outputs],
    begin: () => {
      if (record !== undefined) takeBack();
    },
    takeBack,
    look: () => {
      const now = task.partial === true ? named : outputsOf();
      const prints = takePrints(system, pathsOf(now), record?.outputs);
      const missing = now.find(({ paths }) => paths.length === 0 || paths.some((path) => prints[path] === undefined));
      if (missing !== undefined) throw missingOutput({ task: task.name, output: missing.named });
      const madeOf = task.partial === true ? pairsOf(inputs, outputs) : {};
      // Of a pair that its code was not called for nothing is known but what it was: whoever wrote into it meanwhile made it stale.
      const untouched = Object.entries(record?.outputs ?? {}).filter(
        ([output]) => task.partial === true && outputs.includes(output) && !shown.outputs.includes(output),
      );
      return () => {
        const files = { inputs: before, outputs: { ...prints, ...Object.fromEntries(untouched) }, madeOf };
        const marks = task.mutates === true ? takenBack().marks() : [];
        writeRecord(store, path, { version: 1, takenBack: marks, task: task.name, root, definition, ...files });
      };
    },
  };
}

/** The input of each output. */
function pairsOf(inputs: readonly string[], outputs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(outputs.map((output, index) => [output, inputs[index] ?? '']));
}

function pathsOf(named: readonly NamedOutput[]): readonly string[] {
  return named.flatMap(({ paths }) => paths);
}

/** What a function of the task answered: in plain JavaScript that may be anything. */
function pathsIn({ name }: Task, field: 'inputs' | 'outputs', answer: unknown): readonly string[] {
  const list: readonly unknown[] | undefined = Array.isArray(answer) ? answer : undefined;
  const paths = list?.filter((path) => typeof path === 'string');
  if (paths === undefined || paths.length !== list?.length)
    throw notPaths({ task: name, field, found: list === undefined ? wordFor(answer) : 'a list with other things' });
  return paths;
}

function wordFor(answer: unknown): string {
  if (isPromiseLike(answer)) return 'a promise';
  if (answer === undefined || answer === null) return 'nothing';
  return typeof answer === 'object' ? 'an object' : `a ${typeof answer}`;
}

/** All that the judgement is made from. */
interface Look {
  readonly request: FreshnessRequest;
  readonly record: FreshRecord | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly before: Prints;
}

/** The first reason to run; undefined when there is none. */
function whyStale(look: Look): string | undefined {
  const { record, inputs, outputs, before, request } = look;
  const whole = whyWhole(look);
  if (whole !== undefined || record === undefined) return whole;
  const gone = Object.keys(record.inputs).find((path) => before[path] === undefined);
  if (gone !== undefined) return `${shortPath(request.root, gone)} is no input any more`;
  for (const path of inputs) {
    const why = whyInput(look, path);
    if (why !== undefined) return why;
  }
  const lost = Object.keys(record.outputs).find((path) => !outputs.includes(path));
  if (lost !== undefined) return `${shortPath(request.root, lost)} is missing`;
  for (const path of outputs) {
    const why = whyOutput(look, path);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** The pairs that are stale, and why the first one is. */
function stalePairs(look: Look): {
  readonly why: string | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
} {
  const { inputs, outputs } = look;
  const whole = whyWhole(look);
  if (whole !== undefined) return { why: whole, inputs, outputs };
  const reasons = inputs.map((input, index) => {
    const output = outputs[index] ?? '';
    return whyInput(look, input) ?? whyPair(look, input, output) ?? whyOutput(look, output);
  });
  const isStale = (_: string, index: number): boolean => reasons[index] !== undefined;
  const first = reasons.find((reason) => reason !== undefined);
  const count = reasons.filter((reason) => reason !== undefined).length;
  const why = first === undefined ? undefined : `${count} of ${inputs.length}: ${first}`;
  return { why, inputs: inputs.filter(isStale), outputs: outputs.filter(isStale) };
}

/** A reason that concerns all of it. */
function whyWhole({ request, record }: Look): string | undefined {
  if (request.force) return 'asked for with --force';
  if (record === undefined) return 'it has no record of an earlier run';
  if (request.task.mutates === true && request.takenBack().since(record.takenBack, record.task))
    return 'what it had changed was taken back';
  return record.definition === request.definition ? undefined : 'its definition, options or variables changed';
}

function whyInput({ request, record, before }: Look, path: string): string | undefined {
  const known = record?.inputs[path];
  if (known === undefined) return `${shortPath(request.root, path)} is new`;
  return known.sha256 === before[path]?.sha256 ? undefined : `${shortPath(request.root, path)} changed`;
}

/** An output with a number in its name may be that of another input than before. */
function whyPair({ request, record }: Look, input: string, output: string): string | undefined {
  if (record?.outputs[output] === undefined || record.madeOf[output] === input) return undefined;
  return `${shortPath(request.root, output)} was made of another file`;
}

function whyOutput({ request, record }: Look, path: string): string | undefined {
  const known = record?.outputs[path];
  const now = takePrint(request.system, path, known);
  if (now === undefined) return `${shortPath(request.root, path)} is missing`;
  return known?.sha256 === now.sha256 ? undefined : `${shortPath(request.root, path)} was changed since`;
}

function takePrints(system: System, paths: readonly string[], known: Prints | undefined): Prints {
  const prints: [string, Print][] = [];
  for (const path of paths) {
    const print = takePrint(system, path, known?.[path]);
    if (print !== undefined) prints.push([path, print]);
  }
  return Object.fromEntries(prints);
}

function freshText(inputs: readonly string[], outputs: readonly string[]): string {
  const count = (list: readonly string[], word: string): string =>
    `${list.length} ${word}${list.length === 1 ? '' : 's'}`;
  return `${count(inputs, 'input')} and ${count(outputs, 'output')} are as they were`;
}
