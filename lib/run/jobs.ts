import type { Task } from './define-task';

/** What a task is made of, in order: the tasks it needs, `{}` for its own code. References of one group stand in brackets. */
export function jobsOf({ deps = [], run }: Task): readonly string[] {
  const references = deps.map((entry) => (typeof entry === 'string' ? entry : `[${entry.join(' | ')}]`));
  return run === undefined ? references : [...references, '{}'];
}
