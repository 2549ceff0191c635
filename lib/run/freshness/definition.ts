import type { Hash } from '../../system/ports/hash';
import type { Task } from '../define-task';
import type { TaskOptions } from '../task-options';

/**
 * sha256 of what a task is: all its fields, its code as text, the options of this run and, where it is known, the text of its file, so that
 * a changed constant beside the code counts too. `variables` are the values of the environment that it says it reads.
 */
export function hashDefinition(
  hash: Hash,
  task: Task,
  options: TaskOptions,
  source: string,
  variables: readonly (string | undefined)[] = [],
): string {
  const text = JSON.stringify([task, options, source, variables], (_, value: unknown) =>
    typeof value === 'function' ? String(value) : value,
  );
  return hash.bytes(text);
}
