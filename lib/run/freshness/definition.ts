import type { Hash } from '../../system/ports/hash';
import type { TaskContext } from '../context';
import type { Task } from '../define-task';

/** What the line said to a task. */
export type Said = Partial<Pick<TaskContext, 'options' | 'args' | 'rest'>>;

/**
 * sha256 of what a task is: all its fields, its code as text, the options and words of this run and, where it is known, the text of its file, so that
 * a changed constant beside the code counts too. `variables` are the values of the environment that it says it reads.
 */
export function hashDefinition(
  hash: Hash,
  task: Task,
  { options = {}, args = [], rest = [] }: Said,
  source: string,
  variables: readonly (string | undefined)[] = [],
): string {
  const text = JSON.stringify([task, options, args, rest, source, variables], (_, value: unknown) =>
    typeof value === 'function' ? String(value) : value,
  );
  return hash.bytes(text);
}
