import { asFault } from './as-fault';
import type { GraphNode } from './route';
import { plainResult, type TaskResult } from './result';
import { isAbort } from './task-end';
import type { TaskWorld } from './world';

/** When a task began, how long it waited, and the results it can come to. */
export abstract class TaskClock<C> {
  protected started = false;
  /** No whole number from the start: V8 would make room for one in every run, and make it anew. */
  protected startMs = Number.NaN;
  protected waitMs = 0;
  protected why: string | null = null;

  constructor(
    readonly node: GraphNode<C>,
    protected readonly world: TaskWorld<C>,
  ) {}

  /** It began already, at this time. */
  beganAt(startMs: number): void {
    this.started = true;
    this.startMs = startMs;
  }

  /** Blocked by a failure below it: the cause is named, not its messenger. */
  blockedBy(blocker: TaskResult): TaskResult {
    const blockedBy = blocker.blockedBy ?? blocker.name;
    if (blocker.state === 'cancelled') return { ...this.stopped(), blockedBy };
    return this.ended({ state: 'blocked', reason: `blocked by ${blockedBy}`, blockedBy });
  }

  stopped(): TaskResult {
    return this.ended({ state: 'cancelled', reason: 'the run was stopped before its turn' });
  }

  protected begin(): void {
    if (this.started) return;
    this.beganAt(this.world.now());
    this.world.tellStart(this.node);
  }

  failed(thrown: unknown): TaskResult {
    // Told to stop, it stopped: that is no failure of its own.
    if (this.world.isStopped() && isAbort(thrown))
      return this.ended({ state: 'cancelled', reason: 'the run was stopped while it ran' });
    const error = asFault(this.node.spec.name, thrown);
    // Here and not when the failure is inherited: the slot goes to the next in line before that.
    if (this.world.isHard(this.node.at)) this.world.onFailing();
    return this.ended({ state: 'failed', status: error.exit, error });
  }

  protected ended(fields: Pick<TaskResult, 'state'> & Partial<TaskResult>): TaskResult {
    const nowMs = this.world.now();
    return {
      name: this.node.spec.name,
      state: fields.state,
      status: fields.status ?? plainResult.status,
      reason: fields.reason ?? null,
      why: this.why,
      data: fields.data ?? null,
      error: fields.error ?? null,
      blockedBy: fields.blockedBy ?? null,
      startMs: this.started ? this.startMs : nowMs,
      durationMs: this.started ? nowMs - this.startMs : 0,
      waitMs: this.waitMs,
    };
  }
}
