import type { Task } from './define-task';

/** What every run asks every task. */
export interface TaskHead extends Pick<Task, 'name' | 'summary'> {
  readonly mutates: Task['mutates'];
  readonly before: Task['before'];
  readonly after: Task['after'];
}

/** Every field of a task; one that it does not have is undefined. */
type AllFields = { readonly [Field in keyof Task]-?: Task[Field] | undefined };

/** The head of a task, which opens the rest when it is asked for something else. `open` is given the place of the task. */
export function lazyTask(head: TaskHead, place: number, open: (place: number) => Task): Task {
  // A field that is undefined is as good as none to all who look at a task.
  return new LazyTask(head, place, open) as Task;
}

/** A start makes fifty: so its fields are no more than assignments, and all share one function. */
class LazyTask implements AllFields {
  declare readonly name: Task['name'];
  declare readonly summary: Task['summary'];
  declare readonly mutates: Task['mutates'];
  declare readonly before: Task['before'];
  declare readonly after: Task['after'];
  declare private readonly place: number;
  declare private readonly open: (place: number) => Task;
  declare private opened: Task | undefined;
  constructor({ name, summary, mutates, before, after }: TaskHead, place: number, open: (place: number) => Task) {
    this.name = name;
    this.summary = summary;
    this.mutates = mutates;
    this.before = before;
    this.after = after;
    this.place = place;
    this.open = open;
    this.opened = undefined;
  }
  private get whole(): Task {
    return (this.opened ??= this.open(this.place));
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
  get data(): Task['data'] {
    return this.whole.data;
  }
  get show(): Task['show'] {
    return this.whole.show;
  }
}
