import type { FileWriter } from './files';
import type { Links } from './links';

/** How a child ended. Exactly one of `status` and `signal` is set. */
export interface ChildOutcome {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** True when the time limit ended it. */
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Added to the variables that pass the allow list (PATH, HOME, LANG, TERM, temp folders). */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly input?: string;
  readonly signal?: AbortSignal;
  /** Default 'capture'. 'inherit' gives the child our stderr for both of its streams: stdout is the answer of ours alone. */
  readonly output?: 'capture' | 'inherit';
  /** Statuses that are an answer and not a failure. Default [0]. 'any' leaves the judgement to the caller. */
  readonly accept?: readonly number[] | 'any';
  /** Says that the child changes something: it becomes one recorded step. */
  readonly changes?: ChildChange;
}

/** What a changing child may touch, and what undoing it means; shown in the dry run and kept in the journal. */
export interface ChildChange {
  readonly folder: string;
  readonly undo:
    | { readonly kind: 'none'; readonly reason: string }
    | { readonly kind: 'command'; readonly argv: readonly string[] }
    /** The folder is of our own making and holds nothing else: undoing takes it away with all in it. */
    | { readonly kind: 'remove' };
  /**
   * Makes what the child would have left, as far as later steps look at it. Only a dry run calls it, on files that it imagines: no step, and
   * nothing on the disk.
   */
  readonly imagine?: (files: FileWriter, links: Links) => void;
}

/**
 * Child processes: no shell, arguments passed as they are, an environment by allow list, and the whole process tree
 * ended on a time limit or an abort, groups and sessions of their own with it; not a daemon whose parent is gone already. `run` throws `toolMissing` (503), `childFailed` and `outputTooLarge` (506), `childTimedOut` (508).
 */
export interface Processes {
  run(command: string, args: readonly string[], options?: RunOptions): Promise<ChildOutcome>;
  /** Absolute path of a program on the PATH, or undefined. */
  which(command: string): string | undefined;
  /** True while a process with this id lives; with `startTime` given, only if it is that very process. */
  isAlive(pid: number, startTime?: string): boolean;
}
