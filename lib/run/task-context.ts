import type { Logger } from '../log';
import type { System } from '../system/port';
import type { TaskContext } from './context';
import type { Task } from './define-task';

/** What the contexts of all tasks of a run have in common. */
export type SharedContext = Pick<
  TaskContext,
  'config' | 'paths' | 'report' | 'corrId' | 'dryRun' | 'answer' | 'secret' | 'confirm' | 'run'
> & { readonly onProgress: (task: string, text: string) => void };

/** What belongs to one task. */
export type OwnContext = Pick<TaskContext, 'options' | 'args' | 'rest' | 'system'>;

const none: readonly never[] = [];

/**
 * The context of one task. A class, because a graph of ten thousand tasks makes ten thousand of them: what most tasks never ask for is made
 * when it is asked for, and costs nothing else.
 */
export class ContextOfTask implements TaskContext {
  readonly task: string;
  readonly data: unknown;
  readonly options: TaskContext['options'];
  readonly args: readonly string[];
  readonly rest: readonly string[];
  readonly inputs: readonly string[] = none;
  readonly outputs: readonly string[] = none;
  readonly system: System;
  readonly config: TaskContext['config'];
  readonly paths: TaskContext['paths'];
  readonly report: TaskContext['report'];
  readonly corrId: string;
  readonly dryRun: boolean;
  readonly answer: TaskContext['answer'];
  readonly secret: TaskContext['secret'];
  readonly confirm: TaskContext['confirm'];
  readonly run: TaskContext['run'];
  readonly #log: (task: string) => Logger;
  readonly #signal: () => AbortSignal;
  readonly #onProgress: SharedContext['onProgress'];

  constructor(
    { name, data }: Task,
    own: OwnContext,
    shared: SharedContext,
    log: (task: string) => Logger,
    signal: () => AbortSignal,
  ) {
    this.task = name;
    this.data = data;
    this.options = own.options;
    this.args = own.args;
    this.rest = own.rest;
    this.system = own.system;
    this.config = shared.config;
    this.paths = shared.paths;
    this.report = shared.report;
    this.corrId = shared.corrId;
    this.dryRun = shared.dryRun;
    this.answer = shared.answer;
    this.secret = shared.secret;
    this.confirm = shared.confirm;
    this.run = shared.run;
    this.#log = log;
    this.#signal = signal;
    this.#onProgress = shared.onProgress;
  }

  get log(): Logger {
    return this.#log(this.task);
  }

  get progress(): TaskContext['progress'] {
    const { task } = this;
    const onProgress = this.#onProgress;
    return (text) => {
      onProgress(task, text);
    };
  }

  get signal(): AbortSignal {
    return this.#signal();
  }
}
