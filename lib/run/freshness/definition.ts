import { types } from 'node:util';
import { badTaskFile } from '../../kernel/faults';
import { taskFields } from '../../kernel/task-fields';
import type { System } from '../../system/port';
import { isLost } from '../../kernel/lost-in-json';
import type { TaskContext } from '../context';
import type { Task } from '../define-task';

/** What the line said to a task. */
export type Said = Partial<Pick<TaskContext, 'options' | 'args' | 'rest'>>;

/**
 * sha256 of what a task is: all its fields, its code as text, the options and words of this run and, where its file is given, the text of
 * that, so that a changed constant beside the code counts too. `variables` are the values of the environment that it says it reads.
 * @throws `badTaskFile` (RUN008, 501) for a field that shows nothing of what it holds: a change of that would go unseen.
 */
export function hashDefinition(
  { hash, files }: Pick<System, 'hash' | 'files'>,
  task: Task,
  file: string | undefined,
  { options = {}, args = [], rest = [] }: Said,
  variables: readonly (string | undefined)[] = [],
): string {
  const source = file === undefined ? '' : files.readText(file);
  // One that opens its file when it is asked for something does not list its fields itself.
  const fields = Object.fromEntries(taskFields().map((field): [string, unknown] => [field, Reflect.get(task, field)]));
  try {
    return hash.bytes(JSON.stringify([fields, options, args, rest, source, variables], legible));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    const problem = `${task.name} cannot be compared with what it was before: ${reason}`;
    throw badTaskFile({ file: file ?? task.name, problem }, { cause: error });
  }
}

/** What JSON would make nothing of, as text or as a list. */
function legible(key: string, value: unknown): unknown {
  switch (typeof value) {
    case 'function':
      return String(value);
    case 'bigint':
      return `${value}n`;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'symbol':
      throw new TypeError(`'${key}' is a symbol`);
    case 'object':
      return value === null || Array.isArray(value) ? value : legibleObject(key, value);
    default:
      return value;
  }
}

function legibleObject(key: string, value: object): unknown {
  if (types.isMap(value)) return { map: [...value] };
  if (types.isSet(value)) return { set: [...value] };
  if (types.isRegExp(value)) return String(value);
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (isLost(kind, value)) throw new TypeError(`'${key}' is of the kind ${kind}, which shows nothing of what it holds`);
  return value;
}
