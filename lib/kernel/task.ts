import type { PartialStatus } from './exit';

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
}

/** Words that a task takes in the place of further task names. */
export interface WordsSchema {
  /** Shown in the help: `<task>`, `[tool...]`. */
  readonly usage: string;
  readonly describe: string;
  readonly min?: number;
  readonly max?: number;
}

/** `'A'` must succeed, `'A?'` (or `'A~'`) may fail, a list inside the list runs in parallel. */
export type Reference = string;
export type Dependencies = readonly (Reference | readonly Reference[])[];

/** What a task is. `C` is the context its body gets; the kernel does not look into it. */
export interface TaskSpec<C = unknown> {
  /** Noun.Verb in PascalCase: `Pin.Sync`. */
  readonly name: string;
  /** One line for `Tasks`. */
  readonly summary: string;
  readonly deps?: Dependencies;
  /** True when the task changes something outside its own report; dry run then records in its place. */
  readonly mutates?: boolean;
  /** What it may change, for `Help`. Required by the checks when `mutates` is true. */
  readonly changes?: string;
  /** 'optional' tasks run in spite of an invalid config, and say so. */
  readonly config?: 'required' | 'optional';
  readonly options?: Readonly<Record<string, OptionSchema>>;
  readonly args?: WordsSchema;
  readonly rest?: WordsSchema;
  /** False: the task ends as skipped this time, and is asked again at the next reference until it says true. */
  readonly if?: (context: C) => boolean | Promise<boolean>;
  /** Milliseconds for all attempts together. Then the task is told to stop, waited for, and failed (508). */
  readonly timeout?: number;
  /** Further attempts after a failure. */
  readonly retry?: Retry;
  /** Absent in an aggregate. What it returns is its answer; see `outcome.ts` for partial and skipped ends. */
  readonly run?: (context: C) => unknown;
  /** The answer as text for people, when the task was asked for by name and without `--json`. Absent: indented JSON. */
  readonly show?: (data: unknown) => string;
}

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
