import type { ParsedReference } from './reference';
import type { TaskResult } from './result';

/** What a task on its way can wait for: a free slot, tasks side by side, or something that takes its time. */
export type Wait = typeof slot | readonly ParsedReference[] | PromiseLike<unknown>;

/** Asks for one of the slots that bodies run in. */
export const slot = Symbol('slot');

/** The way of one task through its jobs; between two waits it runs in one go. */
export type Steps<T> = Generator<Wait, T, unknown>;

/** Waits for what a piece of code answered, when it is a promise; goes straight on when it is not. */
export function* settled<T>(value: T | PromiseLike<T>): Steps<T> {
  if (!isPromiseLike(value)) return value;
  // The scheduler answers a promise with what it was fulfilled with.
  return (yield value) as T;
}

/** Waits for tasks, and answers how each of them ended. */
export function* needed(references: readonly ParsedReference[]): Steps<readonly TaskResult[]> {
  // The scheduler answers references with their results, in the same order.
  return (yield references) as readonly TaskResult[];
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
