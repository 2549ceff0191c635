import type { RunEvent } from '../../kernel/result';
import type { LogRecord } from '../../log';

/** The conversation of a run on stderr. stdout is never touched: it belongs to the answer. */
export interface View {
  onEvent(event: ViewEvent): void;
  /** True when it draws nothing of a task unless that fails. */
  readonly isDeaf?: boolean;
  onRecord(record: LogRecord): void;
  /** What a running task is about, in a few words. */
  onProgress(task: string, text: string): void;
  /** Draws nothing anew from now on, so that a question stays on the terminal; what is answered ends that. */
  hold(): () => void;
  /** Takes away what is only there while the run lasts. Idempotent; called before anything else is printed. */
  close(): void;
}

/** What a view draws; a further attempt is told by the log. */
export type ViewEvent = Exclude<RunEvent, { readonly kind: 'retried' }>;

/** How talkative the conversation is: `--quiet`, nothing, `--verbose`, `--debug`. */
export type Talk = 'quiet' | 'normal' | 'verbose' | 'debug';
