import { asFault } from './as-fault';
import { withRetry } from './retry';
import type { Action, TaskSpec } from './task';
import type { TimeLimit } from './time-limit';
import { settled, type Steps } from './wait';
import type { TaskWorld } from './world';

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
  if (hooks?.enterJob !== undefined) yield* settled(hooks.enterJob(name, context));
  try {
    return yield* settled(limit === undefined ? attempts() : limit.run(attempts));
  } finally {
    if (hooks?.exitJob !== undefined) yield* settled(hooks.exitJob(name, context));
  }
}
