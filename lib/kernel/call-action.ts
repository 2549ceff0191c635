import { asFault } from './as-fault';
import { refuseGenerator } from './outcome';
import { withRetry } from './retry';
import type { Action, TaskSpec } from './task';
import type { TimeLimit } from './time-limit';
import { settled, type Steps } from './wait';
import type { TaskWorld } from './world';

/** Calls a piece of code inside what is left of the time of its task; undefined: as long as it likes. */
export function* inTime<T>(limit: TimeLimit | undefined, body: () => T | PromiseLike<T>): Steps<T> {
  const answer = yield* settled(limit === undefined ? body() : limit.run(body));
  refuseGenerator(answer);
  return answer;
}

/**
 * Goes one way and then the other, whatever comes of the first. What was thrown first is thrown in the end, and what comes after it is told:
 * it would otherwise hide what it may have followed from.
 */
export function* bothWays<T>(
  first: () => Steps<T>,
  then: () => Steps<unknown>,
  tell: (thrown: unknown) => void,
): Steps<T> {
  let failure: { readonly thrown: unknown } | undefined;
  let answer: T | undefined;
  try {
    answer = yield* first();
  } catch (thrown) {
    failure = { thrown };
  }
  try {
    yield* then();
  } catch (thrown) {
    if (failure === undefined) throw thrown;
    // Out of time, everything that is called says so.
    if (thrown !== failure.thrown) tell(thrown);
  }
  if (failure !== undefined) throw failure.thrown;
  // It was given, or the failure was thrown.
  return answer as T;
}

/** Runs a piece of a task's code with its hooks around it, its further attempts and inside its time. */
export function* callAction<C>(
  action: Action<C>,
  context: C,
  { name, retry }: TaskSpec<C>,
  limit: TimeLimit | undefined,
  { hooks, onEvent, onHidden, stop }: TaskWorld<C>,
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
  if (enterJob === undefined && exitJob === undefined) return yield* inTime(limit, attempts);
  return yield* bothWays(
    function* () {
      if (enterJob !== undefined) yield* inTime(limit, () => enterJob(name, context));
      return yield* inTime(limit, attempts);
    },
    function* () {
      if (exitJob !== undefined) yield* inTime(limit, () => exitJob(name, context));
    },
    (thrown) => onHidden?.(name, thrown),
  );
}
