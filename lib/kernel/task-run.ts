import { callAction, inTime } from './call-action';
import { endOf } from './outcome';
import type { TaskResult } from './result';
import type { Action, TaskEnd } from './task';
import { endFields, withEarlier } from './task-end';
import { TaskLeave } from './task-leave';
import { createTimeLimit } from './time-limit';
import { isPromiseLike, settled, slot, type Steps, type Wait } from './wait';
import type { PreparedTask } from './world';

/** No result yet: it goes on with its next job. */
export type GoesOn = undefined;

const nothingSaid: TaskEnd = { kind: 'done', data: null };

/**
 * A task of a run that may have to wait for its own code, or has something around it: what that code does. The scheduler moves it from job to
 * job; the generators here are the parts that may have to wait, and none of them throws: what went wrong is a result.
 */
export class TaskRun<C> extends TaskLeave<C> {
  phase: 'new' | 'jobs' | 'leaving' = 'new';
  /** What it is doing by itself just now. */
  steps: Steps<TaskResult | GoesOn> | undefined = undefined;
  /** What that waited for, and got. */
  answer: { readonly value: unknown; readonly thrown: boolean } | undefined = undefined;

  private fresh: boolean | undefined = undefined;
  private end = nothingSaid;

  /** True for a task that has something to ask or to call before its first job; of a run that was stopped nobody is asked. */
  get isEntered(): boolean {
    const { spec } = this.node;
    if (this.world.isStopped()) return false;
    return spec.if !== undefined || spec.done !== undefined || this.world.hooks?.enterTask !== undefined;
  }

  /** Keeps what a promise comes to, and tells when it has. Never rejects: what a task answers may throw as soon as it is looked at. */
  async waitFor(wait: PromiseLike<unknown>, tell: () => void): Promise<void> {
    try {
      this.answer = { value: await wait, thrown: false };
    } catch (error) {
      this.answer = { value: error, thrown: true };
    }
    tell();
  }

  /** Goes on with what it is doing, with the answer it waited for. */
  resume(steps: Steps<TaskResult | GoesOn>): IteratorResult<Wait, TaskResult | GoesOn> {
    const { answer } = this;
    if (answer === undefined) return steps.next();
    this.answer = undefined;
    return answer.thrown ? steps.throw(answer.value) : steps.next(answer.value);
  }

  /** Tells that it begins, unless the run was stopped: then it never does. A result when it may not. */
  reach(tell: ((name: string) => void) | undefined): TaskResult | GoesOn {
    try {
      if (!this.world.isStopped()) tell?.(this.name);
      return undefined;
    } catch (thrown) {
      return this.failed(thrown);
    }
  }

  /** The condition and the hook. */
  *enter(): Steps<TaskResult | GoesOn> {
    const { spec } = this.node;
    const { hooks, onAgain } = this.world;
    try {
      if (typeof spec.if === 'function') this.begin();
      // Code in plain JavaScript answers anything: what is not true enough for an `if` of the language is not met.
      const met = typeof spec.if === 'function' ? yield* this.ask(spec.if) : spec.if !== false;
      if (!met) {
        onAgain(spec.name);
        this.prepared = undefined;
        this.begin();
        return this.ended({ state: 'skipped', reason: 'IF: its condition is not met' });
      }
      const { enterTask } = hooks ?? {};
      if (spec.done === undefined && enterTask === undefined) return undefined;
      if (enterTask !== undefined) this.begin();
      const { context } = yield* this.prepare();
      if (enterTask !== undefined) yield* inTime(this.limit, () => enterTask(spec.name, context));
      return undefined;
    } catch (thrown) {
      return this.failed(thrown);
    }
  }

  /** Its code was called already, with nothing around it, and takes its time: the rest of it becomes its steps. */
  goOnWith(context: C, answer: unknown): void {
    this.steps = this.holding(() => answer, { context, finish: (end) => end });
  }

  /**
   * One piece of the task's own code. A slot is held around it only, never while the task waits for others: otherwise waiting tasks could
   * use up every slot and nothing would move. Most code takes no time; where something has to wait, the rest of it becomes its steps.
   */
  act(action: Action<C>): TaskResult | GoesOn {
    const { world } = this;
    if (!world.takeSlot()) {
      this.steps = this.holding(action, world.now());
      return undefined;
    }
    try {
      if (world.isStopped()) return this.stopped();
      this.begin();
      const ready = this.prepared ?? this.preparation();
      if (isPromiseLike(ready) || ready.judge !== undefined || !this.isPlain) this.steps = this.holding(action, ready);
      else {
        this.prepared = ready;
        ready.mayAct?.();
        const answer = action(ready.context);
        if (isPromiseLike(answer)) this.steps = this.holding(() => answer, ready);
        else if (answer !== undefined) this.end = withEarlier(this.end, endOf(this.name, answer, world.onAnswer));
      }
      return undefined;
    } catch (thrown) {
      return this.failed(thrown);
    } finally {
      if (this.steps === undefined) world.giveSlot();
    }
  }

  /** The rest of it: with the slot and what was made ready, or from the time on when it asked for a slot. */
  private *holding(
    action: Action<C>,
    from: number | PreparedTask<C> | Promise<PreparedTask<C>>,
  ): Steps<TaskResult | GoesOn> {
    const { world } = this;
    if (typeof from === 'number') {
      yield slot;
      this.waitMs += world.now() - from;
    }
    try {
      // Another task may have failed while this one waited for its turn.
      if (typeof from === 'number' && world.isStopped()) return this.stopped();
      this.begin();
      const ready = typeof from === 'number' ? (this.prepared ?? this.preparation()) : from;
      const prepared = (this.prepared = isPromiseLike(ready) ? yield* settled(ready) : ready);
      prepared.mayAct?.();
      if (prepared.judge !== undefined && this.fresh === undefined) yield* this.judge(prepared.judge);
      if (this.fresh === true) return undefined;
      const value = this.isPlain
        ? action(prepared.context)
        : yield* callAction(action, prepared.context, this.node.spec, this.limit, world);
      const answer = isPromiseLike(value) ? yield value : value;
      if (answer !== undefined) this.end = withEarlier(this.end, endOf(this.name, answer, world.onAnswer));
      return undefined;
    } catch (thrown) {
      return this.failed(thrown);
    } finally {
      world.giveSlot();
    }
  }

  /** All jobs came to a good end. */
  finished(): TaskResult {
    if (!this.started && this.world.isStopped()) return this.stopped();
    this.begin();
    const { prepared, end } = this;
    if (this.node.spec.repeats === true) this.world.onAgain(this.name);
    try {
      const told = this.ended(endFields(prepared === undefined ? end : prepared.finish(end)));
      if (!this.isLeft) this.keep();
      return told;
    } catch (thrown) {
      return this.failed(thrown);
    }
  }

  /** True where nothing surrounds its code: no hooks, no limit, no further attempts. */
  private get isPlain(): boolean {
    return this.limit === undefined && this.node.spec.retry === undefined && this.world.hooks === undefined;
  }

  private *judge(judge: NonNullable<PreparedTask<C>['judge']>): Steps<void> {
    const { fresh, why } = yield* inTime(this.limit, judge);
    this.fresh = fresh;
    this.why = why;
    if (fresh) this.end = { kind: 'skipped', code: 'FRESH', reason: why ?? 'nothing changed', data: null };
  }

  private *ask(condition: (context: C) => boolean | Promise<boolean>): Steps<boolean> {
    const { context } = yield* this.prepare();
    return yield* inTime(this.limit, () => condition(context));
  }

  private *prepare(): Steps<PreparedTask<C>> {
    this.prepared ??= yield* settled(this.preparation());
    return this.prepared;
  }

  private preparation(): PreparedTask<C> | Promise<PreparedTask<C>> {
    const { spec } = this.node;
    const { stop, timeoutMs, monotonic, prepare } = this.world;
    const limitMs = spec.timeout ?? timeoutMs;
    const limit = spec.timeout === undefined ? '--timeout' : 'timeout';
    if (limitMs !== undefined) this.limit = createTimeLimit(spec.name, limitMs, stop, monotonic, limit);
    return prepare(spec.name, () => this.limit?.signal ?? stop.signal);
  }
}
