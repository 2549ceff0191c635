import type { PartialStatus } from './exit';
import type { StackError } from './fault';

/** A value a task option may have. */
export type OptionValue = string | number | boolean | readonly string[];

/** The part of JSON Schema that a task option may use; it becomes the flag, the help, the completion and the docs. */
export interface OptionSchema {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array';
  readonly describe: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: OptionValue;
  /**
   * True for a text that nobody else may read, such as a token: it is masked wherever a run writes or shows anything, and not kept for
   * `--resume`. It has at least four characters, or it could not be masked, and no default.
   */
  readonly secret?: boolean;
}

/** Words that a task takes in the place of further task names. */
export interface WordsSchema {
  /** Shown in the help: `<task>`, `[tool...]`. */
  readonly usage: string;
  readonly describe: string;
  readonly min?: number;
  readonly max?: number;
  /** True where each word is a line that is run in its turn: a secret in it is masked as if the line were typed alone. */
  readonly lines?: boolean;
}

/** `'A'` must succeed, `'A?'` (or `'A~'`) may fail, a list inside the list runs in parallel. */
export type Reference = string;
export type Dependencies = readonly (Reference | readonly Reference[])[];

/** Code of a task. What it returns is the task's answer; see `outcome.ts` for partial and skipped ends. */
export type Action<C> = (context: C) => unknown;

/** One step of a task: another task, tasks side by side, or code of its own. */
export type Job<C> = Reference | readonly Reference[] | Action<C>;

/** What a task is. `C` is the context its body gets; the kernel does not look into it. */
export interface TaskSpec<C = unknown> {
  /** Noun.Verb in PascalCase: `Pin.Sync`. */
  readonly name: string;
  /** One line for `Tasks`. */
  readonly summary: string;
  readonly deps?: Dependencies;
  /** Absent in an aggregate. Runs after `deps`. */
  readonly run?: Action<C>;
  /**
   * References and code in any order, in the place of `deps` and `run`: `['Before', first, 'Between', second, ['This', 'AndThat']]`.
   * The answer is that of the last code that returned one.
   */
  readonly jobs?: readonly Job<C>[];
  /** Puts this task into others, before their first own code. `'X?'`: X goes on when this task fails. */
  readonly before?: readonly Reference[];
  /** Puts this task into others, at their end. */
  readonly after?: readonly Reference[];
  /** True when the task changes something outside its own report; dry run then records in its place. */
  readonly mutates?: boolean;
  /** What it may change, for `Help`. Required by the checks when `mutates` is true. */
  readonly changes?: string;
  /** 'optional' tasks run in spite of an invalid config, and say so. */
  readonly config?: 'required' | 'optional';
  /**
   * 'optional' tasks run in spite of task files that cannot be used, without what is in those, and say so. A line runs then only if all its
   * tasks are such: what looks, and what takes back.
   */
  readonly taskFiles?: 'required' | 'optional';
  readonly options?: Readonly<Record<string, OptionSchema>>;
  /**
   * Environment variables its code reads: a task with `inputs` runs again when one changed, a run in which it is done is not gone on with, and
   * `--what-if` shows them.
   */
  readonly env?: readonly string[];
  readonly args?: WordsSchema;
  readonly rest?: WordsSchema;
  /**
   * Asked before anything of the task runs, the tasks it needs included. False, or from plain JavaScript anything that counts as false
   * there (`undefined`, `null`, `0`, `''`, `NaN`): it ends as skipped this time, and is asked again at the next reference until it says
   * true, or anything that counts as true.
   */
  readonly if?: boolean | ((context: C) => boolean | Promise<boolean>);
  /**
   * Files the task reads: paths and patterns, relative to the build root, or a function that answers such; `!` takes away. Together with
   * `outputs` they say when there is nothing to do: judged by content, just before the first own code; the tasks it needs run in any case.
   * A name that exists as it is written is no pattern, unless it holds `*` or `?`; a backslash takes the meaning of a sign away.
   */
  readonly inputs?: FileList<C>;
  /** Files the task makes. With `partial` a function that answers one output for each input, no two the same. */
  readonly outputs?: readonly string[] | ((context: C, inputs: readonly string[]) => readonly string[]);
  /** One output for each input: the code gets the pairs that are stale, as `context.inputs` and `context.outputs`. */
  readonly partial?: boolean;
  /**
   * Milliseconds for all own code and all attempts together, `if`, `done` and the hooks around it included. Then the task is told to stop,
   * waited for, and failed (508). Wins over `--timeout`. Of a task without own code, `if` or `done` there is nothing to measure.
   */
  readonly timeout?: number;
  /** Further attempts after a failure of its code. */
  readonly retry?: Retry;
  /**
   * Called once the task has ended, well or not, unless its condition kept it from beginning; also when a signal cuts it off, but then nobody
   * waits for it. What it throws fails the task.
   */
  readonly done?: (context: C, end: HowEnded) => void | Promise<void>;
  /**
   * Runs again at each reference to it: what it does depends on what ran before, as wrappers do on what was installed. Any other task runs once.
   */
  readonly repeats?: boolean;
  /** True when it has no end of its own: Ctrl-C is how a user ends it, and nothing is said about that. The status is 130 all the same. */
  readonly endless?: boolean;
  /** Anything; the context carries it. For code that several tasks share. */
  readonly data?: unknown;
  /** The answer as text for people, when the task was asked for by name and without `--json`. Absent: indented JSON. */
  readonly show?: (data: unknown) => string;
}

/** What `done` is told. A task that was blocked or cancelled has no error of its own, and did not do its work all the same. */
export interface HowEnded {
  readonly state: TaskState;
  readonly error: StackError | null;
  /** The task whose failure blocked this one. */
  readonly blockedBy: string | null;
}

/** Paths and globs, or a function that answers such. */
export type FileList<C> = readonly string[] | ((context: C) => readonly string[] | Promise<readonly string[]>);

/** How a failing body is tried again. */
export interface Retry {
  /** Attempts after the first one. */
  readonly times: number;
  /** Milliseconds before the first of them; default 0. */
  readonly delay?: number;
  /** By how much each further wait is longer; default 2. */
  readonly factor?: number;
}

/** How one task ended. */
export type TaskState = 'succeeded' | 'no-op' | 'partial' | 'skipped' | 'failed' | 'blocked' | 'cancelled';

/** What the body of a task said about its end, other than by throwing. */
export type TaskEnd =
  | { readonly kind: 'done'; readonly data: unknown }
  | { readonly kind: 'no-op'; readonly data: unknown }
  | { readonly kind: 'partial'; readonly status: PartialStatus; readonly reason: string; readonly data: unknown }
  | { readonly kind: 'skipped'; readonly code: string; readonly reason: string; readonly data: unknown };

/** True for a task with code of its own; others only hold tasks together. */
export function hasActions<C>({ run, jobs }: Pick<TaskSpec<C>, 'run' | 'jobs'>): boolean {
  return run !== undefined || (jobs ?? []).some((job) => typeof job === 'function');
}

/** True for a task with nothing that is asked, called or measured around its own code. */
export function hasNothingAround<C>({ if: condition, done, timeout, retry, repeats }: TaskSpec<C>): boolean {
  return (
    condition === undefined &&
    done === undefined &&
    timeout === undefined &&
    retry === undefined &&
    repeats === undefined
  );
}

/** Every reference a task names itself, in the order of its jobs. */
export function referencesOf<C>({ deps = [], jobs = deps }: TaskSpec<C>): readonly Reference[] {
  return jobs.flatMap((job) => (typeof job === 'function' ? [] : job));
}
