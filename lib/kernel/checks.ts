import { badTaskFile } from './faults';
import { longestTimeMs } from './longest-time';
import { once } from './once';
import { hasActions, type OptionSchema, type TaskSpec } from './task';
import { problemOfFields } from './task-fields';

/** Flags of the engine. A task may not declare one of them. */
export const reservedFlags = [
  'json', 'dry-run', 'what-if', 'jobs', 'keep-going', 'no-deps', 'force', 'summary', 'checkpoint', 'resume', 'timeout', 'yes', 'no-input',
  'wait', 'configFile', 'verbose', 'debug', 'quiet', 'help', 'version', 'json-events',
] as const; // prettier-ignore

/** Flags that just takes off the line before we see it. */
const justKeys: readonly string[] = ['config', 'defaultconfig', 'esm'];

/** Two spellings of one flag are equal when they differ in case and hyphens only: `dryRun`, `--dry-run`, `-DryRun`. */
export function flagKey(flag: string): string {
  return flag.toLowerCase().replaceAll('-', '');
}

const reservedKeys = once((): ReadonlySet<string> => new Set(reservedFlags.map(flagKey)));

/**
 * Refuses a task that could not work as declared; `file` is named in the fault.
 * @throws `badTaskFile` (RUN008, 501).
 */
export function checkTask<C>(file: string, spec: TaskSpec<C>): void {
  const problem = problemOf(spec);
  if (problem !== undefined) throw badTaskFile({ file, problem });
}

const { getPrototypeOf, prototype: plainPrototype } = Object;
const { isArray } = Array;

/**
 * True for what is nothing but a name, one line, references and a function, as nearly all of a large graph are: there is nothing to refuse. False says
 * nothing, `checkTask` does. With a shape the name has to have that. One function, because a dozen calls for each of ten thousand tasks take as long as a tenth of their run.
 */
export function isOrdinary(value: unknown, shape?: RegExp): value is TaskSpec {
  // What a prototype adds, no loop over the fields shows.
  if (typeof value !== 'object' || value === null || getPrototypeOf(value) !== plainPrototype) return false;
  for (const field in value)
    if (field !== 'name' && field !== 'summary' && field !== 'deps' && field !== 'run') return false;
  const { name, summary, deps, run }: Partial<Readonly<Record<'name' | 'summary' | 'deps' | 'run', unknown>>> = value;
  if (typeof name !== 'string' || typeof summary !== 'string' || typeof run !== 'function') return false;
  if (!(shape === undefined ? isName(name) : shape.test(name))) return false;
  // A letter of ASCII comes first nearly always; many others are blanks, and the whole line may be.
  const first = summary.charCodeAt(0);
  if (!(first > 32 && first < 127)) return false;
  if (deps === undefined) return true;
  if (!isArray(deps)) return false;
  // By index: a loop over the items themselves makes an object for each, and a large graph has more references than tasks.
  const { length } = deps;
  for (let index = 0; index < length; index += 1) {
    const reference: unknown = deps[index];
    if (typeof reference !== 'string' || reference === '') return false;
  }
  return true;
}

/** `Noun.Verb`, letter by letter: to make an expression takes longer than to look at the names of a small run. */
function isName(name: string): boolean {
  let isFirst = true;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    const isCapital = code >= 65 && code <= 90;
    if (isFirst ? !isCapital : !isCapital && !(code >= 97 && code <= 122) && !(code >= 48 && code <= 57) && code !== 46)
      return false;
    isFirst = code === 46;
  }
  return !isFirst;
}

function problemOf<C>(spec: TaskSpec<C>): string | undefined {
  if (!isName(spec.name)) return `'${spec.name}' is not a name like Noun.Verb`;
  if (spec.summary.trim() === '') return `${spec.name} has no summary`;
  const shape = problemOfFields(spec) ?? problemOfJobs(spec) ?? problemOfFiles(spec) ?? problemOfIdle(spec);
  if (shape !== undefined) return `${spec.name} ${shape}`;
  if (spec.mutates === true && spec.changes === undefined)
    return `${spec.name} mutates but does not say what it changes`;
  if (spec.timeout !== undefined && !(spec.timeout > 0)) return `${spec.name} has a timeout that is no time`;
  if (spec.timeout !== undefined && spec.timeout > longestTimeMs)
    return `${spec.name} has a timeout of more than ${longestTimeMs} ms, which no timer can measure`;
  const retry = spec.retry === undefined ? undefined : openRetry().problemOfRetry(spec.retry);
  if (retry !== undefined) return `${spec.name} ${retry}`;
  if (spec.options === undefined) return undefined;
  const options = openOptions().problemOfOptions(spec.options);
  if (options !== undefined) return `${spec.name} ${options}`;
  for (const [option, { type }] of Object.entries(spec.options)) {
    const owner = ownerOf(option, type);
    if (owner !== undefined) return `${spec.name} declares --${option}, ${owner}`;
    const twin = Object.keys(spec.options).find((other) => other !== option && flagKey(other) === flagKey(option));
    if (twin !== undefined) return `${spec.name} declares --${option} and --${twin}, which are one on the line`;
  }
  return undefined;
}

/** Who would get what is typed for such an option. */
function ownerOf(option: string, type: OptionSchema['type']): string | undefined {
  const key = flagKey(option);
  if (reservedKeys().has(key)) return 'which belongs to the engine';
  if (justKeys.includes(key)) return 'which belongs to just';
  // What turns it off would be taken for the flag of that name.
  if (type === 'boolean' && reservedKeys().has(`no${key}`)) return `whose --no-${option} belongs to the engine`;
  return undefined;
}

/** Most tasks have neither of them. */
function openRetry(): typeof import('./retry-fields') {
  return require('./retry-fields') as typeof import('./retry-fields');
}

function openOptions(): typeof import('./option-fields') {
  return require('./option-fields') as typeof import('./option-fields');
}

const isReference = (job: unknown): boolean => typeof job === 'string' && job !== '';
const isJob = (job: unknown): boolean =>
  isReference(job) || typeof job === 'function' || (Array.isArray(job) && job.every(isReference));

/** Most are names: a call for each of those takes longer than the look. */
function areJobs(given: readonly unknown[]): boolean {
  for (const job of given) if ((typeof job !== 'string' || job === '') && !isJob(job)) return false;
  return true;
}

function problemOfJobs<C>({ run, deps, jobs, before, after }: TaskSpec<C>): string | undefined {
  if (jobs !== undefined && (run !== undefined || deps !== undefined))
    return 'has jobs beside run or deps: they are the same thing said twice';
  const given: unknown = jobs ?? deps;
  if (given !== undefined && !Array.isArray(given)) return 'has jobs that are no list';
  if (run === undefined && (given === undefined || given.length === 0))
    return 'has neither a run function nor deps nor jobs';
  if ((given !== undefined && !areJobs(given)) || (run !== undefined && !isJob(run)))
    return 'has a job that is neither a task name, nor a list of names, nor a function';
  if (before === undefined && after === undefined) return undefined;
  return [...(before ?? []), ...(after ?? [])].every(isReference)
    ? undefined
    : 'puts itself before or after something that is no name';
}

function problemOfFiles<C>({ inputs, outputs, partial = false }: TaskSpec<C>): string | undefined {
  if (inputs === undefined && (outputs !== undefined || partial)) return 'says what it makes, but not what it reads';
  if (isEmptyList(inputs) && (outputs === undefined || isEmptyList(outputs)))
    return 'has an empty list of inputs and no outputs: nothing would tell when it is to run';
  if (partial && typeof outputs !== 'function') return 'is partial, but its outputs are no function of its inputs';
  return undefined;
}

/** What says something about code that is not there would be taken for true. */
function problemOfIdle<C>(spec: TaskSpec<C>): string | undefined {
  if (hasActions(spec)) return undefined;
  const idle = (['inputs', 'retry'] as const).find((field) => spec[field] !== undefined);
  if (idle !== undefined) return `has '${idle}' but no code of its own: the tasks it needs run in any case, and once`;
  if (spec.timeout === undefined || typeof spec.if === 'function' || spec.done !== undefined) return undefined;
  return "has a 'timeout' but no code of its own: the time of the tasks it needs is theirs";
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/**
 * Refuses tasks of one noun that declare an option of the same name with different types: the flag could not be read.
 * @param fileOf the file that is to be edited, of two tasks.
 * @throws `badTaskFile` (RUN008, 501) naming both tasks.
 */
export function checkOptionTypes<C>(
  tasks: Iterable<TaskSpec<C>>,
  fileOf: (task: string, other: string) => string = (task) => task,
): void {
  const seen = new Map<string, { readonly task: string; readonly type: OptionSchema['type'] }>();
  for (const { name, options } of tasks) {
    if (options === undefined) continue;
    for (const [option, { type }] of Object.entries(options)) {
      const key = `${nounOf(name)} ${flagKey(option)}`;
      const other = seen.get(key);
      if (other !== undefined && other.type !== type) {
        const problem = `--${option} is ${type} in ${name} and ${other.type} in ${other.task}`;
        throw badTaskFile({ file: fileOf(name, other.task), problem });
      }
      seen.set(key, { task: name, type });
    }
  }
}

/** `Pin` of `Pin.Sync`; an aggregate without a dot is its own noun. */
export function nounOf(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? name : name.slice(0, dot);
}
