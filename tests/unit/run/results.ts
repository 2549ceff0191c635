import type { TaskResult } from '../../../lib/kernel/result';
import type { Task } from '../../../lib/run/define-task';

/** The result of a task that went well, but for what is given. */
export function resultOf(name: string, over: Partial<TaskResult> = {}): TaskResult {
  return {
    name,
    state: 'succeeded',
    status: 0,
    reason: null,
    data: null,
    error: null,
    why: null,
    blockedBy: null,
    waitMs: 0,
    startMs: 0,
    durationMs: 12.6,
    ...over,
  };
}

/** Tasks by name, as discovery gives them. */
export function tasksOf(...tasks: readonly Task[]): ReadonlyMap<string, Task> {
  return new Map(tasks.map((task) => [task.name, task]));
}

/** A task that does nothing. */
export function taskOf(name: string, over: Partial<Task> = {}): Task {
  return { name, summary: `does ${name}`, run: () => null, ...over };
}
