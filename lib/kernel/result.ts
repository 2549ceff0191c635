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
  /** Why its code ran, or did not have to; null for a task that does not say what it reads and makes. */
  readonly why: string | null;
  readonly data: unknown;
  readonly error: StackError | null;
  /** The task whose failure blocked this one. */
  readonly blockedBy: string | null;
  /** Monotonic milliseconds since the start of the run, when its own code began. */
  readonly startMs: number;
  /** From there to its end. */
  readonly durationMs: number;
  /** Of the time before, what was spent waiting for a free slot. */
  readonly waitMs: number;
  /** The turns before this one, of a task that was had again; absent where there are none. */
  readonly earlier?: readonly Turn[];
}

/** When a task was at work. */
export type Turn = Pick<TaskResult, 'startMs' | 'durationMs' | 'waitMs'>;

/** The fields of a result that are empty for most tasks. */
export const plainResult = {
  status: 0,
  reason: null,
  why: null,
  data: null,
  error: null,
  blockedBy: null,
  startMs: 0,
  durationMs: 0,
  waitMs: 0,
} as const;

/** Milliseconds that a task took in all its turns. */
export function tookMs({ durationMs, earlier }: TaskResult): number {
  return earlier === undefined ? durationMs : earlier.reduce((sum, turn) => sum + turn.durationMs, durationMs);
}

/** True for a task whose dependants cannot run. */
export function isFailure({ state }: Pick<TaskResult, 'state'>): boolean {
  return state === 'failed' || state === 'blocked' || state === 'cancelled';
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
  /** `isOpen`: it may be had again, and end otherwise. `afterStop`: it was told to stop before. */
  | {
      readonly kind: 'ended';
      readonly result: TaskResult;
      readonly depth: number;
      readonly isOpen?: boolean;
      readonly afterStop?: boolean;
    };
