import type { Task } from './define-task';
import type { TaskRow } from './task-row';

/** How a task puts itself into others, which every run asks those that do. */
export type Guest = Partial<Pick<AllFields, 'before' | 'after'>>;

/** What is kept for lists; by the place of each task. */
export interface Heads {
  readonly rows: readonly TaskRow[];
  readonly files: readonly string[];
}

/** Where tasks are kept. */
export interface KeptTasks {
  readonly guestAt: (place: number) => Guest | undefined;
  readonly heads: () => Heads;
  readonly open: (place: number) => Task;
}

/** Every field of a task; one that it does not have is undefined. */
type AllFields = { readonly [Field in keyof Task]-?: Task[Field] | undefined } & Pick<Task, 'name' | 'summary'>;

/** A task of which only the name is there, and which looks up the rest when it is asked for more. */
export function lazyTask(name: string, place: number, kept: KeptTasks): Task {
  // A field that is undefined is as good as none to all who look at a task.
  return new LazyTask(name, place, kept) as Task;
}

/** Whoever looks at all tasks makes fifty: so its fields are no more than assignments, and all share the functions. */
class LazyTask implements AllFields {
  declare readonly name: Task['name'];
  declare private readonly place: number;
  declare private readonly kept: KeptTasks;
  declare private opened: Task | undefined;
  constructor(name: string, place: number, kept: KeptTasks) {
    this.name = name;
    this.place = place;
    this.kept = kept;
    this.opened = undefined;
  }
  private get whole(): Task {
    return (this.opened ??= this.kept.open(this.place));
  }
  get summary(): Task['summary'] {
    return this.kept.heads().rows[this.place]?.summary ?? '';
  }
  get mutates(): Task['mutates'] {
    return this.kept.heads().rows[this.place]?.mutates;
  }
  get before(): Task['before'] {
    return this.kept.guestAt(this.place)?.before;
  }
  get after(): Task['after'] {
    return this.kept.guestAt(this.place)?.after;
  }
  get deps(): Task['deps'] {
    return this.whole.deps;
  }
  get run(): Task['run'] {
    return this.whole.run;
  }
  get jobs(): Task['jobs'] {
    return this.whole.jobs;
  }
  get changes(): Task['changes'] {
    return this.whole.changes;
  }
  get config(): Task['config'] {
    return this.whole.config;
  }
  get taskFiles(): Task['taskFiles'] {
    return this.whole.taskFiles;
  }
  get options(): Task['options'] {
    return this.whole.options;
  }
  get env(): Task['env'] {
    return this.whole.env;
  }
  get args(): Task['args'] {
    return this.whole.args;
  }
  get rest(): Task['rest'] {
    return this.whole.rest;
  }
  get if(): Task['if'] {
    return this.whole.if;
  }
  get inputs(): Task['inputs'] {
    return this.whole.inputs;
  }
  get outputs(): Task['outputs'] {
    return this.whole.outputs;
  }
  get partial(): Task['partial'] {
    return this.whole.partial;
  }
  get timeout(): Task['timeout'] {
    return this.whole.timeout;
  }
  get retry(): Task['retry'] {
    return this.whole.retry;
  }
  get done(): Task['done'] {
    return this.whole.done;
  }
  get repeats(): Task['repeats'] {
    return this.whole.repeats;
  }
  get endless(): Task['endless'] {
    return this.whole.endless;
  }
  get data(): Task['data'] {
    return this.whole.data;
  }
  get show(): Task['show'] {
    return this.whole.show;
  }
}
