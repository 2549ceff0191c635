import { nounOf } from '../kernel/checks';
import type { Task } from './define-task';

/** What a list shows of a task. */
export interface TaskRow {
  readonly noun: string;
  readonly name: string;
  readonly summary: string;
  readonly mutates: boolean;
}

/** For a task that is not in the index, which has the rows of its own. */
export function rowOf({ name, summary, mutates = false }: Pick<Task, 'name' | 'summary' | 'mutates'>): TaskRow {
  return { noun: nounOf(name), name, summary, mutates };
}
