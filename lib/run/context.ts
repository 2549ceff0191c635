import type { Config } from '../config/config';
import type { ConfigProblem } from '../config/problem';
import type { OwnedPaths } from '../config/paths';
import type { StackError } from '../kernel/fault';
import type { TaskSpec } from '../kernel/task';
import type { ResumedRun } from './checkpoint/asked';
import type { AskedLine } from './prepare';
import type { TaskRow } from './task-row';
import type { OptionValue } from '../kernel/task';
import type { Logger } from '../log/logger';
import type { System } from '../system/port';

/** Writes reports (`health.json`) under the reports folder; rewritten only when more than their time changed. */
export interface Reporter {
  /** Absolute path of the written report. In a dry run nothing is written. */
  write(name: string, content: Readonly<Record<string, unknown>>): string;
}

/** All a task body gets. */
export interface TaskContext {
  readonly task: string;
  /** What the task's definition carries for its code. */
  readonly data: unknown;
  readonly options: Readonly<Record<string, OptionValue | undefined>>;
  /** Words after a task that declares `args`. */
  readonly args: readonly string[];
  /** Words after `--`. */
  readonly rest: readonly string[];
  /** Absolute paths of what the task reads, of a partial task only the stale ones; empty when it does not say. */
  readonly inputs: readonly string[];
  /** Absolute paths of what it makes; of a partial task one for each of `inputs`. */
  readonly outputs: readonly string[];
  readonly config: Config;
  readonly paths: OwnedPaths;
  readonly system: System;
  readonly log: Logger;
  /** What is being done right now: a live line on a terminal, gone when the task ends; elsewhere nothing. What stays goes to the log. */
  readonly progress: (text: string) => void;
  readonly report: Reporter;
  readonly corrId: string;
  readonly signal: AbortSignal;
  readonly dryRun: boolean;
  /** Registers a secret: from now on every sink masks it, in all its encodings. False for one too short to be masked. */
  readonly secret: (value: string) => boolean;
  /** Writes a piece of the answer to stdout at once, for what comes bit by bit. Nothing with `--json`: there the answer is one document. */
  readonly answer: (text: string) => void;
  /** Asks on a terminal; `--yes` answers; without both it throws `confirmationNeeded`. Never asks in a dry run. */
  readonly confirm: (question: string) => Promise<void>;
  /** The run itself, for tasks about tasks (Help, Tasks, Graph). */
  readonly run: RunFacts;
}

export interface RunFacts {
  /** Every discovered task by name, in name order. */
  readonly tasks: ReadonlyMap<string, TaskSpec<TaskContext>>;
  /** What a list shows of each of them, in the same order: to look at every task itself takes longer. */
  readonly rows: () => readonly TaskRow[];
  /** The file of each task. */
  readonly taskFiles: Pick<ReadonlyMap<string, string>, 'get'>;
  /** With --what-if: what the typed line would run. */
  readonly asked: AskedLine | undefined;
  /** With --what-if --resume: the run that would be gone on with. Throws RUN044 or RUN045 where it would. */
  readonly resumed: () => ResumedRun | undefined;
  /** Every config piece's schema composed, for Config.Schema. */
  readonly configSchema: Readonly<Record<string, unknown>>;
  /** Source of each value of the effective config, by JSON pointer. */
  readonly configSources: Readonly<Record<string, string>>;
  /** Every error of the config in use; empty when it is valid. With errors `config` holds the defaults, and the task folders where they are right. */
  readonly configProblems: readonly ConfigProblem[];
  /** True when `--configFile` says which one it is. */
  readonly configNamed: boolean;
  /** What is wrong with the task files that are left out of `tasks`; empty when all could be used. */
  readonly leftOut: readonly StackError[];
  readonly version: string;
  /** The text with every registered secret masked: for files that are written past the reports. */
  readonly redact: (text: string) => string;
}
