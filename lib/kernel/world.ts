import type { RunEvent } from './result';
import type { GraphNode } from './route';
import type { Stopper } from './stop';
import type { TaskEnd } from './task';

/** Whether a task that says what it reads and makes has anything to do. */
export interface Verdict {
  readonly fresh: boolean;
  /** `src/a.ts changed`; null where there is nothing to say. */
  readonly why: string | null;
}

export interface PreparedTask<C> {
  readonly context: C;
  /** Called before each piece of its code: throws where none may begin any more. */
  readonly mayAct?: () => void;
  /** Asked once, just before the first own code. Absent: it has always something to do. */
  readonly judge?: () => Verdict | Promise<Verdict>;
  /** Called when all code came to a good end; may turn a plain end into a no-op. */
  readonly finish: (end: TaskEnd) => TaskEnd;
  /** Called after that, when what surrounds the code came to a good end too and nothing of the task can fail it any more. */
  readonly keep?: () => void;
}

/**
 * Code around every task and every piece of code; exit is called wherever enter was. When a run is cut off it is called again for every task
 * that has not ended: an exit leaves what was entered and not left yet.
 */
export interface TaskHooks<C> {
  readonly enterTask?: TaskHook<C>;
  readonly exitTask?: TaskHook<C>;
  readonly enterJob?: TaskHook<C>;
  readonly exitJob?: TaskHook<C>;
}

type TaskHook<C> = (name: string, context: C) => void | Promise<void>;

/** All that a task on its way sees of the run around it. */
export interface TaskWorld<C> {
  readonly stop: Stopper;
  readonly timeoutMs: number | undefined;
  readonly hooks: TaskHooks<C> | undefined;
  readonly monotonic: () => number;
  /** Milliseconds since the start of the run. */
  readonly now: () => number;
  readonly isStopped: () => boolean;
  /** The context of one task, made when the first of its code is about to run; `signal` stops it. */
  readonly prepare: (name: string, signal: () => AbortSignal) => PreparedTask<C> | Promise<PreparedTask<C>>;
  /** Throws for an answer that cannot be kept; asked of each piece of code that answers something. */
  readonly onAnswer: ((name: string, data: unknown) => void) | undefined;
  readonly onEvent: (event: RunEvent) => void;
  /** What was thrown after the failure that is told of a task. */
  readonly onHidden: ((name: string, thrown: unknown) => void) | undefined;
  /** Its first code begins, or it has none and its end has come. */
  readonly tellStart: (node: GraphNode<C>) => void;
  /** True for a task whose failure is the run's. */
  readonly isHard: (at: number) => boolean;
  /** It may be had again: its condition is not met this time, or it repeats. */
  readonly onAgain: (name: string) => void;
  /** A task that the run depends on has failed; its slot is still held. */
  readonly onFailing: () => void;
  /** False: none is free. */
  readonly takeSlot: () => boolean;
  readonly giveSlot: () => void;
}
