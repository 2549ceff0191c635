import type { RunEvent } from '../../kernel/result';
import type { LogRecord } from '../../log';

/** The conversation of a run on stderr. stdout is never touched: it belongs to the answer. */
export interface View {
  onEvent(event: RunEvent): void;
  onRecord(record: LogRecord): void;
  /** Takes away what is only there while the run lasts. Idempotent; called before anything else is printed. */
  close(): void;
}

/** How talkative the conversation is: `--quiet`, nothing, `--verbose`, `--debug`. */
export type Talk = 'quiet' | 'normal' | 'verbose' | 'debug';
