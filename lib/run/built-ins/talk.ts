import type { TaskContext } from '../context';

/** Says something on the way: a line of the conversation on stderr and of the log. stdout belongs to what the task returns. */
export function print({ log }: TaskContext, text: string): void {
  log.info(text);
}

/**
 * Asks before a step that cannot be undone: on a terminal, answered by `--yes` elsewhere.
 * @throws `confirmationNeeded` (RUN014, 501) for every other answer than yes.
 */
export function confirm(context: TaskContext, question: string): Promise<void> {
  return context.confirm(question);
}
