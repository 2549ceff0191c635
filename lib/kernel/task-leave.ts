import { bothWays, inTime } from './call-action';
import type { StackError } from './fault';
import type { TaskResult } from './result';
import type { OpenTask } from './schedule';
import type { HowEnded } from './task';
import { TaskClock } from './task-clock';
import type { TimeLimit } from './time-limit';
import { callAtOnce, type Steps } from './wait';
import type { PreparedTask } from './world';

/** How a task takes its leave: what is called once it has ended, well, badly, or cut off. */
export abstract class TaskLeave<C> extends TaskClock<C> implements OpenTask {
  protected prepared: PreparedTask<C> | undefined = undefined;
  protected limit: TimeLimit | undefined = undefined;
  private isTold = false;

  get name(): string {
    return this.node.spec.name;
  }

  get depth(): number {
    return this.node.depth;
  }

  /** True for a task that was entered and has something to call after its last job. */
  get isLeft(): boolean {
    const wanted = this.node.spec.done !== undefined || this.world.hooks?.exitTask !== undefined;
    return wanted && this.prepared !== undefined;
  }

  /** The last words, when there are any: the `done` code and the exit hook. Their time is the task's. */
  *leave(result: TaskResult): Steps<TaskResult> {
    const { world, prepared } = this;
    if (prepared === undefined) return result;
    let told = result;
    try {
      yield* this.sayLast(prepared.context, result);
      if (result.state !== 'failed') this.keep();
    } catch (thrown) {
      // The first failure is the one to tell.
      if (result.state !== 'failed') told = this.failed(thrown);
      else if (thrown !== result.error) world.onHidden?.(this.name, thrown);
    }
    return { ...told, startMs: result.startMs, durationMs: world.now() - result.startMs };
  }

  /** What is on record of it counts from now on. One that had been told to stop may have ended well with half of its work. */
  protected keep(): void {
    if (!this.world.isStopped()) this.prepared?.keep?.();
  }

  /** What is called at its end is called now, and nobody waits for it. */
  cutOff(error: StackError): void {
    const { hooks, onHidden } = this.world;
    if (this.prepared === undefined) return;
    const { context } = this.prepared;
    const calls = [
      () => hooks?.exitJob?.(this.name, context),
      () => this.sayDone(context, { state: 'failed', error, blockedBy: null }),
      () => hooks?.exitTask?.(this.name, context),
    ];
    for (const call of calls) void callAtOnce(call, (thrown) => onHidden?.(this.name, thrown));
  }

  private *sayLast(context: C, { state, error, blockedBy }: TaskResult): Steps<void> {
    const { limit, name, node, world } = this;
    const exitTask = world.hooks?.exitTask;
    const say = (): void | Promise<void> => this.sayDone(context, { state, error, blockedBy });
    yield* bothWays(
      function* () {
        if (node.spec.done !== undefined) yield* inTime(limit, say);
      },
      function* () {
        if (exitTask !== undefined) yield* inTime(limit, () => exitTask(name, context));
      },
      (thrown) => world.onHidden?.(name, thrown),
    );
  }

  /** Once, also when the run is cut off meanwhile. */
  private sayDone(context: C, end: HowEnded): void | Promise<void> {
    if (this.isTold) return undefined;
    this.isTold = true;
    return this.node.spec.done?.(context, end);
  }
}
