import type { ExitStatus } from './exit';
import type { StackError } from './fault';
import type { TaskState } from './task';

/** How one task of a run ended. */
export interface TaskResult {
  readonly name: string;
  readonly state: TaskState;
  /** 0 for blocked and cancelled tasks: only the cause counts. */
  readonly status: ExitStatus;
  /** Why it ended as partial, skipped, blocked or cancelled. */
  readonly reason: string | null;
  readonly data: unknown;
  readonly error: StackError | null;
  /** The task whose failure blocked this one. */
  readonly blockedBy: string | null;
  /** Monotonic milliseconds since the start of the run. */
  readonly startMs: number;
  readonly durationMs: number;
}

/** What the scheduler tells while it works. */
export type RunEvent =
  | { readonly kind: 'started'; readonly name: string; readonly depth: number }
  /** An attempt failed and another one follows after `waitMs`. */
  | {
      readonly kind: 'retried';
      readonly name: string;
      readonly attempt: number;
      readonly error: StackError;
      readonly waitMs: number;
    }
  | { readonly kind: 'ended'; readonly result: TaskResult; readonly depth: number };
