import type { ExitStatus } from '../../kernel/exit';
import type { StackError } from '../../kernel/fault';
import type { TaskResult } from '../../kernel/result';
import type { System } from '../../system/port';
import type { PreparedRun } from '../prepare';
import type { Warnings } from '../warnings';

export interface RunCheckpointOptions {
  readonly system: System;
  readonly prepared: PreparedRun;
  readonly version: string;
  readonly runId: string;
  readonly command: string;
  readonly keepDays: number;
  readonly signal: AbortSignal;
  readonly redact: (value: unknown) => unknown;
  /** Told what is gone on with. */
  readonly say: (text: string) => void;
  /** Told which hook is at work before anything has begun, and when none is any more. */
  readonly onHook: (hook: string | undefined) => void;
  readonly warnings: Pick<Warnings, 'list' | 'repeat'>;
}

/** How a run that is checkpointed tells what it reached. */
export interface RunCheckpoint {
  /** What need not be done again. */
  readonly restored: ReadonlyMap<string, TaskResult>;
  /** All that ended in the run that is gone on with. */
  readonly earlier: ReadonlyMap<string, TaskResult>;
  /** Throws when it cannot be written: a task that could not be resumed must not begin. */
  readonly reach: (task: string) => void;
  /** Throws when something of it could not be written since: no code of a task that was reached before begins then. */
  readonly demandWhole: () => void;
  /** `isHalf`: it had been told to stop, or left something at work, and may have done half of it. */
  readonly noteEnd: (result: TaskResult, isHalf: boolean) => void;
  /** What tasks began and did not wait for has not ended, or has failed: as long as that is so, none of those that ended is known to be done. */
  readonly waiting: () => void;
  readonly settled: () => void;
  /** The fault of a checkpoint that is not whole. After a good end it waits for `end`, for something may fail behind that. */
  readonly close: (status: ExitStatus) => StackError | undefined;
  /** Something failed behind a good end: there is something to go on with after all. `isUndone`: nothing of the run counts as done. */
  readonly failed: (status: ExitStatus, isUndone: boolean) => void;
  /** Nothing can fail any more. */
  readonly end: () => void;
}
