import type { Logger } from '../log';
import type { System } from '../system/port';
import type { TaskContext } from './context';
import type { Task } from './define-task';

/** What the contexts of all tasks of a run have in common. */
export type SharedContext = Pick<
  TaskContext,
  'config' | 'paths' | 'report' | 'corrId' | 'dryRun' | 'answer' | 'secret' | 'run'
> & {
  readonly confirm: (question: string, stop: AbortSignal) => Promise<void>;
  readonly onProgress: (task: string, text: string) => void;
  readonly log: (task: string) => Logger;
  readonly optionsOf: (task: Task) => TaskContext['options'];
  readonly argsOf: (task: Task) => readonly string[];
  /** Of a task that takes such words. */
  readonly rest: readonly string[];
};

const none: readonly never[] = [];

/**
 * The context of one task. A class, because a graph of ten thousand tasks makes ten thousand of them: what most tasks never ask for is made
 * when it is asked for. The rest are fields of its own, for a task may copy them.
 */
export class ContextOfTask implements TaskContext {
  readonly task: string;
  readonly data: unknown;
  readonly options: TaskContext['options'];
  readonly args: readonly string[];
  readonly rest: readonly string[];
  inputs: readonly string[];
  outputs: readonly string[];
  readonly config: TaskContext['config'];
  readonly paths: TaskContext['paths'];
  readonly report: TaskContext['report'];
  readonly corrId: string;
  readonly dryRun: boolean;
  readonly answer: TaskContext['answer'];
  readonly secret: TaskContext['secret'];
  readonly run: TaskContext['run'];

  constructor(
    of: Task,
    readonly system: System,
    private readonly shared: SharedContext,
    private readonly ownSignal: () => AbortSignal,
  ) {
    this.task = of.name;
    this.data = of.data;
    this.options = shared.optionsOf(of);
    this.args = of.args === undefined ? none : shared.argsOf(of);
    this.rest = of.rest === undefined ? none : shared.rest;
    this.inputs = none;
    this.outputs = none;
    this.config = shared.config;
    this.paths = shared.paths;
    this.report = shared.report;
    this.corrId = shared.corrId;
    this.dryRun = shared.dryRun;
    this.answer = shared.answer;
    this.secret = shared.secret;
    this.run = shared.run;
  }

  get log(): Logger {
    return this.shared.log(this.task);
  }

  get progress(): TaskContext['progress'] {
    const { task } = this;
    const { onProgress } = this.shared;
    return (text) => {
      onProgress(task, text);
    };
  }

  get confirm(): TaskContext['confirm'] {
    const { shared, ownSignal } = this;
    return (question) => shared.confirm(question, ownSignal());
  }

  get signal(): AbortSignal {
    return this.ownSignal();
  }
}
