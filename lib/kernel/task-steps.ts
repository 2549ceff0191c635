import { asFault } from './as-fault';
import type { GraphNode } from './graph';
import { readEnd } from './outcome';
import { isFailure, plainResult, type TaskResult } from './result';
import { withRetry } from './retry';
import type { Action, TaskEnd } from './task';
import { createTimeLimit, type TimeLimit } from './time-limit';
import { needed, settled, slot, type Steps } from './wait';
import type { PreparedTask, TaskWorld } from './world';

/**
 * The way of one task from its condition to its result: its references and its code in the order of its jobs. It never throws; what went
 * wrong is in the result. A slot is held around a piece of code only, never while the task waits for others: otherwise waiting tasks
 * could use up every slot and nothing would move.
 */
export function* taskSteps<C>(node: GraphNode<C>, depth: number, world: TaskWorld<C>): Steps<TaskResult> {
  const task = new TaskOnItsWay(node, depth, world);
  const result = yield* task.throughJobs();
  return yield* task.toItsEnd(result);
}

/** What happens to a task on its way, kept in one place because every step looks at it. */
class TaskOnItsWay<C> {
  private prepared: PreparedTask<C> | undefined;
  private limit: TimeLimit | undefined;
  private started = false;
  private startMs = 0;
  private waitMs = 0;
  private fresh: boolean | undefined;
  private why: string | null = null;
  private end: TaskEnd = { kind: 'done', data: null };

  constructor(
    private readonly node: GraphNode<C>,
    private readonly depth: number,
    private readonly world: TaskWorld<C>,
  ) {}

  *throughJobs(): Steps<TaskResult> {
    const { world, node } = this;
    const { spec, jobs } = node;
    world.onReach?.(spec.name);
    if (spec.if !== undefined || spec.done !== undefined || world.hooks?.enterTask !== undefined) {
      const early = yield* this.guarded(this.enter());
      if (early !== undefined) return early;
    }
    for (const job of jobs) {
      if (typeof job !== 'function') {
        const ended = yield* needed(job);
        const blocker = ended.find((result, index) => isFailure(result) && job[index]?.safe === false);
        if (blocker !== undefined) return this.withoutRunning(blocker);
        continue;
      }
      if (world.isStopped()) return this.stopped();
      const askedMs = world.now();
      if (!world.takeSlot()) yield slot;
      this.waitMs += world.now() - askedMs;
      try {
        // Another task may have failed while this one waited for its turn.
        if (world.isStopped()) return this.stopped();
        const failed = yield* this.guarded(this.act(job));
        if (failed !== undefined) return failed;
      } finally {
        world.giveSlot();
      }
    }
    if (world.isStopped() && !this.started) return this.stopped();
    this.begin();
    return this.result(endFields(this.prepared === undefined ? this.end : this.prepared.finish(this.end)));
  }

  /** The last word: the `done` code and the exit hook, for a task that was entered. */
  *toItsEnd(result: TaskResult): Steps<TaskResult> {
    const { prepared, world, node } = this;
    if (prepared === undefined) return result;
    const { spec } = node;
    const last = function* (): Steps<undefined> {
      try {
        if (spec.done !== undefined) yield* settled(spec.done(prepared.context, { error: result.error }));
      } finally {
        const exit = world.hooks?.exitTask;
        if (exit !== undefined) yield* settled(exit(spec.name, prepared.context));
      }
      return undefined;
    };
    const failed = yield* this.guarded(last());
    // The first failure is the one to tell.
    return failed === undefined || result.state === 'failed' ? result : failed;
  }

  /** The condition and the hook, before anything else of the task. A result: it does not go on. */
  private *enter(): Steps<TaskResult | undefined> {
    const { spec } = this.node;
    const { hooks } = this.world;
    if (spec.if !== undefined) {
      if (typeof spec.if === 'function') this.begin();
      const met = typeof spec.if === 'function' ? yield* settled(spec.if((yield* this.prepare()).context)) : spec.if;
      if (!met) {
        this.world.onUndecided(spec.name);
        this.prepared = undefined;
        this.begin();
        return this.result({ state: 'skipped', reason: 'IF: its condition is not met' });
      }
    }
    if (spec.done === undefined && hooks?.enterTask === undefined) return undefined;
    const { context } = yield* this.prepare();
    if (hooks?.enterTask !== undefined) yield* settled(hooks.enterTask(spec.name, context));
    return undefined;
  }

  /** One piece of the task's own code, with its attempts and inside its time. */
  private *act(action: Action<C>): Steps<undefined> {
    const { spec } = this.node;
    const { hooks, onEvent, stop } = this.world;
    this.begin();
    const { context, judge } = yield* this.prepare();
    if (this.fresh === undefined) {
      const verdict = judge === undefined ? { fresh: false, why: null } : yield* settled(judge());
      this.fresh = verdict.fresh;
      this.why = verdict.why;
    }
    if (this.fresh) {
      this.end = { kind: 'skipped', code: 'FRESH', reason: this.why ?? 'nothing changed', data: null };
      return undefined;
    }
    if (hooks?.enterJob !== undefined) yield* settled(hooks.enterJob(spec.name, context));
    try {
      const { limit } = this;
      const attempts = (): unknown =>
        spec.retry === undefined
          ? action(context)
          : withRetry(spec.retry, limit?.signal ?? stop, () => action(context), (attempt, thrown, waitMs) => {
              onEvent({ kind: 'retried', name: spec.name, attempt, error: asFault(spec.name, thrown), waitMs });
            }); // prettier-ignore
      const value = yield* settled(limit === undefined ? attempts() : limit.run(attempts));
      if (value !== undefined) this.end = readEnd(value);
    } finally {
      if (hooks?.exitJob !== undefined) yield* settled(hooks.exitJob(spec.name, context));
    }
    return undefined;
  }

  private *prepare(): Steps<PreparedTask<C>> {
    if (this.prepared !== undefined) return this.prepared;
    const { spec } = this.node;
    const { stop, timeoutMs, monotonic } = this.world;
    const limitMs = spec.timeout ?? timeoutMs;
    if (limitMs !== undefined) this.limit = createTimeLimit(spec.name, limitMs, stop, monotonic);
    this.prepared = yield* settled(this.world.prepare(spec.name, this.limit?.signal ?? stop));
    return this.prepared;
  }

  /** Runs steps of the task; what they throw becomes its result. */
  private *guarded(steps: Steps<TaskResult | undefined>): Steps<TaskResult | undefined> {
    try {
      return yield* steps;
    } catch (thrown) {
      // Told to stop, it stopped: that is no failure of its own.
      if (this.world.isStopped() && isAbort(thrown))
        return this.result({ state: 'cancelled', reason: 'the run was stopped while it ran' });
      const error = asFault(this.node.spec.name, thrown);
      // Here and not when the failure is inherited: the slot goes to the next in line before that.
      this.world.onFailing(this.node.spec.name);
      return this.result({ state: 'failed', status: error.exit, error });
    }
  }

  private begin(): void {
    if (this.started) return;
    this.started = true;
    this.startMs = this.world.now();
    this.world.onEvent({ kind: 'started', name: this.node.spec.name, depth: this.depth });
  }

  private result(fields: Pick<TaskResult, 'state'> & Partial<TaskResult>): TaskResult {
    const { startMs, waitMs, why, world } = this;
    const durationMs = world.now() - startMs;
    return { ...plainResult, name: this.node.spec.name, startMs, durationMs, waitMs, why, ...fields };
  }

  /** Blocked by a failure below it: the cause is named, not its messenger. */
  private withoutRunning(blocker: TaskResult): TaskResult {
    const blockedBy = blocker.blockedBy ?? blocker.name;
    if (blocker.state === 'cancelled') return { ...this.stopped(), blockedBy };
    return this.cut({ state: 'blocked', reason: `blocked by ${blockedBy}`, blockedBy });
  }

  private stopped(): TaskResult {
    return this.cut({ state: 'cancelled', reason: 'the run was stopped before its turn' });
  }

  private cut(fields: Pick<TaskResult, 'state'> & Partial<TaskResult>): TaskResult {
    if (this.started) return this.result(fields);
    return { ...plainResult, name: this.node.spec.name, startMs: this.world.now(), ...fields };
  }
}

/** What Node throws where a signal was aborted; read by name, for it may come from another realm. */
function isAbort(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === 'AbortError';
}

function endFields(end: TaskEnd): Pick<TaskResult, 'state' | 'status' | 'reason' | 'data'> {
  const { data } = end;
  switch (end.kind) {
    case 'partial':
      return { state: 'partial', status: end.status, reason: end.reason, data };
    case 'skipped':
      return { state: 'skipped', status: 0, reason: `${end.code}: ${end.reason}`, data };
    case 'no-op':
      return { state: 'no-op', status: 0, reason: null, data };
    case 'done':
      return { state: 'succeeded', status: 0, reason: null, data };
  }
}
