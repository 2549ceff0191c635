import { isAbsolute, join } from 'node:path';
import type { OptionValue } from '../../kernel/task';
import { isPromiseLike } from '../../kernel/wait';
import type { TaskContext } from '../context';
import { assertionFailed, notEqual, propertyMissing, requirementMissing } from '../faults';

/**
 * Fails the task unless the condition holds.
 * @throws `assertionFailed` (RUN052, 500).
 */
export function assert(condition: unknown, message = 'an assertion does not hold'): asserts condition {
  // Forgotten to be awaited, or called: such a thing always holds.
  if (isPromiseLike(condition)) throw assertionFailed({ message: `${message} (it was given a promise: await it)` });
  if (typeof condition === 'function')
    throw assertionFailed({ message: `${message} (it was given a function: call it)` });
  // All that `if` takes for false, as the type says: NaN as well.
  if (!condition) throw assertionFailed({ message });
}

/**
 * Fails the task unless two values are equal in type and content.
 * @throws `notEqual` (RUN053, 500) with both.
 */
export function equals(found: unknown, wanted: unknown): void {
  const { inspect, isDeepStrictEqual } = require('node:util') as typeof import('node:util');
  // Two promises are equal whatever they come to.
  const isAwaited = !isPromiseLike(found) && !isPromiseLike(wanted);
  if (isAwaited && isDeepStrictEqual(found, wanted)) return;
  const show = (value: unknown): string => inspect(value, { depth: 4, breakLength: Infinity }).slice(0, 400);
  throw notEqual({ found: show(found), wanted: show(wanted) });
}

/**
 * A value by its name: the task's own option, else the environment variable, else the default.
 * @throws `propertyMissing` (RUN054, 501) when there is none of them.
 */
export function property(context: TaskContext, name: string, byDefault?: OptionValue): OptionValue {
  const value = context.options[name] ?? filled(context, name) ?? byDefault;
  if (value !== undefined) return value;
  const { options = {} } = context.run.tasks.get(context.task) ?? {};
  throw propertyMissing({ task: context.task, name, isOption: Object.hasOwn(options, name) });
}

/** What a task cannot do without. */
export interface Requirements {
  /** Environment variables that are set and not empty. */
  readonly env?: readonly string[];
  /** Files and folders that exist, relative to the build root. */
  readonly paths?: readonly string[];
  /** Names that `property` would find a value for. */
  readonly properties?: readonly string[];
  /** Programs on the PATH. */
  readonly tools?: readonly string[];
}

/**
 * Fails the task before it begins its work when something is missing, and names all of it.
 * @throws `requirementMissing` (RUN055, 503).
 */
export function requires(
  context: TaskContext,
  { env = [], paths = [], properties = [], tools = [] }: Requirements,
): void {
  const { system, options } = context;
  const at = (path: string): string => (isAbsolute(path) ? path : join(context.paths.root, path));
  const missing = [
    ...env.filter((name) => filled(context, name) === undefined).map((name) => `environment variable ${name}`),
    ...paths.filter((path) => system.files.stat(at(path)) === undefined).map((path) => `path ${path}`),
    ...properties
      .filter((name) => options[name] === undefined && filled(context, name) === undefined)
      .map((name) => `property ${name}`),
    ...tools.filter((tool) => system.processes.which(tool) === undefined).map((tool) => `program ${tool}`),
  ];
  if (missing.length > 0) throw requirementMissing({ task: context.task, missing });
}

/** An empty variable is as good as none. */
function filled({ system }: TaskContext, name: string): string | undefined {
  const value = system.environment.get(name);
  return value === '' ? undefined : value;
}
