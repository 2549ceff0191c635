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

/** What lies around the code of a task; the same for all tasks that need nothing of their own. */
export interface AroundTask {
  /** Made when it is first asked for: many tasks change and look at nothing. */
  readonly system: () => System;
  readonly shared: SharedContext;
  /** Stops it. */
  readonly signal: () => AbortSignal;
}

const none: readonly never[] = [];

/**
 * The context of one task. A graph of ten thousand tasks makes ten thousand of them: what the tasks of a run share stands once, and the rest
 * is made when it is asked for. So a copy by spreading has next to nothing of it, and `Object.create(context)` is the way to have another one.
 */
export class ContextOfTask implements TaskContext {
  /** A field: whoever has a copy all the same, and asks it whether anything may be changed, gets no wrong answer. */
  readonly dryRun: boolean;
  /** Which files its code is called for, once that is known. */
  files?: Pick<TaskContext, 'inputs' | 'outputs'>;

  constructor(
    private readonly of: Task,
    private readonly around: AroundTask,
  ) {
    this.dryRun = around.shared.dryRun;
  }

  get task(): string {
    return this.of.name;
  }

  get data(): unknown {
    return this.of.data;
  }

  get options(): TaskContext['options'] {
    return this.around.shared.optionsOf(this.of);
  }

  get args(): readonly string[] {
    return this.of.args === undefined ? none : this.around.shared.argsOf(this.of);
  }

  get rest(): readonly string[] {
    return this.of.rest === undefined ? none : this.around.shared.rest;
  }

  get inputs(): readonly string[] {
    return this.files?.inputs ?? none;
  }

  get outputs(): readonly string[] {
    return this.files?.outputs ?? none;
  }

  get config(): TaskContext['config'] {
    return this.around.shared.config;
  }

  get paths(): TaskContext['paths'] {
    return this.around.shared.paths;
  }

  get system(): System {
    return this.around.system();
  }

  get log(): Logger {
    return this.around.shared.log(this.of.name);
  }

  get progress(): TaskContext['progress'] {
    const { name } = this.of;
    const { onProgress } = this.around.shared;
    return (text) => {
      onProgress(name, text);
    };
  }

  get report(): TaskContext['report'] {
    return this.around.shared.report;
  }

  get corrId(): string {
    return this.around.shared.corrId;
  }

  get signal(): AbortSignal {
    return this.around.signal();
  }

  get secret(): TaskContext['secret'] {
    return this.around.shared.secret;
  }

  get answer(): TaskContext['answer'] {
    return this.around.shared.answer;
  }

  get confirm(): TaskContext['confirm'] {
    const { shared, signal } = this.around;
    return (question) => shared.confirm(question, signal());
  }

  get run(): TaskContext['run'] {
    return this.around.shared.run;
  }
}
