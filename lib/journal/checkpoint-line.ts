import type { StackError } from '../kernel/fault';
import type { TaskResult } from '../kernel/result';
import type { Moment } from '../system/two-clocks';

/** What a run was made of, as named texts: two runs are the same build when all of them are equal. */
export type BuildIdentity = Readonly<Record<string, string>>;

/** The part of a result that another run can take over, and what the task warned of. */
export type KeptResult = Pick<TaskResult, 'name' | 'state' | 'status' | 'reason' | 'data'> & {
  readonly error?: Pick<StackError, 'code' | 'exit' | 'message' | 'fix' | 'data'> | undefined;
  readonly blockedBy?: string | undefined;
  readonly warnings?: readonly string[] | undefined;
};

/** What hooks keep in memory, by their files. */
export type States = Readonly<Record<string, unknown>>;

/** `takenBack`: the marks of what was taken back then, see `taken-back.ts`. */
type Began = Pick<Moment, 'bootId' | 'uptime'> & { readonly takenBack: readonly string[] };

/** One line of a checkpoint. `reached` is on the disk before the task begins, its condition included. */
export type CheckpointLine =
  | ({
      readonly line: 'open';
      readonly run: string;
      readonly command: string;
      readonly at: string;
      readonly format: 1;
      readonly build: BuildIdentity;
    } & Began)
  | ({ readonly line: 'resumed'; readonly run: string; readonly at: string } & Began)
  | { readonly line: 'reached'; readonly task: string }
  /** With what the code has in memory after it: what was done and what was remembered of it belong together. */
  | { readonly line: 'ended'; readonly result: KeptResult; readonly states?: States }
  /** What tasks began and did not wait for has not ended, or has failed: as long as that is so, none of them is known to be done. */
  | { readonly line: 'waiting' }
  | { readonly line: 'settled' }
  /** Something failed behind the end of its run: what that did counts no more. */
  | { readonly line: 'undone' }
  /** `keep: false`: nobody goes on with it any more, and the next sweep takes it. `by`: the run that came to a good end in its place. */
  | { readonly line: 'closed'; readonly status: number; readonly keep?: boolean; readonly by?: string };

/** A run that can be gone on with. */
export interface Checkpoint {
  readonly path: string;
  readonly run: string;
  readonly command: string;
  /** Wall clock, ISO. */
  readonly at: string;
  /** When it was begun, or gone on with last. */
  readonly touched: Moment;
  readonly build: BuildIdentity;
  /** Of each task that ended, the last; none where what its tasks had left behind did not come to a good end. */
  readonly results: readonly KeptResult[];
  /** What was taken back when the run of each of these began: the first, or one that went on with it. */
  readonly takenBack: ReadonlyMap<string, readonly string[]>;
  /** The last that hooks exported. */
  readonly states: States;
  /** True for a run in which what its tasks had left behind did not come to a good end. */
  readonly isUnsettled: boolean;
  /** Null: killed, or still at work. */
  readonly status: number | null;
  /** The run that came to a good end in its place; null where that is none. */
  readonly closedBy: string | null;
  /** True when another run has done all of it since. */
  readonly isSpent: boolean;
}
