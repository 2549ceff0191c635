import type { ExitStatus } from './exit';
import type { StackError } from './fault';
import type { RunEvent, TaskResult } from './result';
import type { Stop } from './stop';
import type { TaskSpec } from './task';
import type { TaskHooks, TaskWorld } from './world';

/** How a graph is run. */
export interface ScheduleOptions<C> {
  readonly jobs: number;
  readonly keepGoing: boolean;
  /** Milliseconds a task may take that says nothing itself; undefined: as long as it likes. */
  readonly timeoutMs?: number | undefined;
  /** Aborted by Ctrl-C or SIGTERM: nothing new starts. */
  readonly signal: Stop;
  readonly monotonic: () => number;
  readonly prepare: TaskWorld<C>['prepare'];
  /**
   * The context of a task that needs nothing made ready for it, nor judged, nor looked at when it has ended; undefined: it does, see `prepare`.
   * Absent: every task does.
   */
  readonly plain?: (spec: TaskSpec<C>, signal: () => AbortSignal) => C | undefined;
  readonly onAnswer?: TaskWorld<C>['onAnswer'];
  /** With what the clock said last. */
  readonly onEvent: (event: RunEvent, nowMs: number) => void;
  /** Given where nobody has to hear the events of tasks that end well; see `InRow`. */
  readonly inRow?: InRow | undefined;
  readonly onHidden?: TaskWorld<C>['onHidden'];
  /** For a run that is cut off. */
  readonly onOpen?: (open: OpenRun) => void;
  /** Called when a task begins, before its condition is asked. */
  readonly onReach?: (name: string) => void;
  /** Results of an earlier run that need not be had again. */
  readonly restored?: ReadonlyMap<string, TaskResult>;
  /** All results of that run: what is beneath a restored one counts as it did then. Absent: that of nothing is known. */
  readonly earlier?: ReadonlyMap<string, TaskResult>;
  readonly hooks?: TaskHooks<C>;
}

/**
 * Told in the place of `onEvent` while tasks go in a row, each begun when the one before it has ended well: an event for each beginning and end
 * takes as long as such a task. Which one is at work can be asked of the `OpenRun`.
 */
export interface InRow {
  /** Somebody who has to look after each task. */
  readonly ended?: ((name: string) => void) | undefined;
  /** This one ends otherwise, or later: its end is an event again. */
  readonly left: (task: RunningTask) => void;
}

export interface RunningTask {
  readonly name: string;
  /** By the clock. */
  readonly beganMs: number;
}

/** What is known of a run at any moment. */
export interface OpenRun {
  /** Every task stands here while it has something to call at its end. */
  readonly tasks: readonly (OpenTask | undefined)[];
  /** In the order the tasks end. */
  readonly results: readonly TaskResult[];
  /** The task of a row whose code is being called. */
  readonly inRow: () => RunningTask | undefined;
}

/** A task that has not ended. */
export interface OpenTask {
  /** 0 for a task of the line, else one more than that of a task that needs it. */
  readonly depth: number;
  /** Calls what is called at its end, and waits for nothing. Never throws. */
  readonly cutOff: (error: StackError) => void;
}

/** How it ended. */
export interface ScheduleOutcome {
  readonly status: ExitStatus;
  /** The task whose failure it is: the first one that a chain of hard references leads to; null for a run that ended green or was stopped. */
  readonly cause: TaskResult | null;
  /** In the order the tasks ended. */
  readonly results: readonly TaskResult[];
}
