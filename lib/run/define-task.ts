import type { TaskSpec } from '../kernel/task';
import type { TaskContext } from './context';

/** A task as files under `tasks/` and users' task folders export it. */
export type Task = TaskSpec<TaskContext>;

/** One task: the default export of a file whose path is the task's name. Returns it unchanged; the type is the point. */
export function defineTask(task: Task): Task {
  return task;
}

/** One task per entry of a folder of entries: the default export of `tasks/<noun>/[entry].ts`. */
export interface TaskFamily {
  readonly family: readonly Task[];
}

export function defineFamily(family: readonly Task[]): TaskFamily {
  return { family };
}
