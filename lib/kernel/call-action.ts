import { asFault } from './as-fault';
import { withRetry } from './retry';
import type { Action, TaskSpec } from './task';
import type { TimeLimit } from './time-limit';
import { settled, type Steps } from './wait';
import type { TaskWorld } from './world';

/** Calls a piece of code inside what is left of the time of its task; undefined: as long as it likes. */
export function* inTime<T>(limit: TimeLimit | undefined, body: () => T | PromiseLike<T>): Steps<T> {
  return yield* settled(limit === undefined ? body() : limit.run(body));
}

/** Runs a piece of a task's code with its hooks around it, its further attempts and inside its time. */
export function* callAction<C>(
  action: Action<C>,
  context: C,
  { name, retry }: TaskSpec<C>,
  limit: TimeLimit | undefined,
  { hooks, onEvent, stop }: TaskWorld<C>,
): Steps<unknown> {
  const attempts = (): unknown =>
    retry === undefined
      ? action(context)
      : withRetry(
          retry,
          limit?.signal ?? stop,
          () => action(context),
          (attempt, thrown, waitMs) => {
            onEvent({ kind: 'retried', name, attempt, error: asFault(name, thrown), waitMs });
          },
        );
  const { enterJob, exitJob } = hooks ?? {};
  if (enterJob !== undefined) yield* inTime(limit, () => enterJob(name, context));
  try {
    return yield* inTime(limit, attempts);
  } finally {
    if (exitJob !== undefined) yield* inTime(limit, () => exitJob(name, context));
  }
}
