/** What a task's own code can wait for: a free slot, or something that takes its time. */
export type Wait = typeof slot | PromiseLike<unknown>;

/** Asks for one of the slots that bodies run in. */
export const slot = Symbol('slot');

/** A piece of a task on its way; between two waits it runs in one go. */
export type Steps<T> = Generator<Wait, T, unknown>;

/** Waits for what a piece of code answered, when it is a promise; goes straight on when it is not. */
export function* settled<T>(value: T | PromiseLike<T>): Steps<T> {
  if (!isPromiseLike(value)) return value;
  // The scheduler answers a promise with what it was fulfilled with.
  return (yield value) as T;
}

/** Calls something that may take its time, and waits for nothing; what it throws, sooner or later, is told. Never rejects. */
export async function callAtOnce(call: () => unknown, tell: (thrown: unknown) => void): Promise<void> {
  try {
    await call();
  } catch (thrown) {
    tell(thrown);
  }
}

/** For a promise in the place of something else, which is told: what it comes to later is nothing that has to be told as well. */
export function leaveUnheard(answer: PromiseLike<unknown>): void {
  // Calling what else can be waited for may begin it.
  if (answer instanceof Promise) answer.catch(() => undefined);
}

export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
