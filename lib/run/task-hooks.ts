import { refuseGenerator } from '../kernel/outcome';
import type { TaskHooks } from '../kernel/world';
import { callAtOnce } from '../kernel/wait';
import type { TaskContext } from './context';
import type { LoadedHooks } from './hook-files';
import type { Hooks } from './hooks';

export interface AroundTasks {
  readonly afterJob: ((task: string) => void) | undefined;
  /** True when nobody waits any more. */
  readonly isCutOff: () => boolean;
  /** What an exit threw after another one that is told anyway. */
  readonly tell: (task: string, thrown: unknown) => void;
}

/**
 * The hooks of all folders as those of the kernel; nothing where there are none, for then tasks run on a shorter way.
 * @lazy
 */
export function taskHooksOf(loaded: readonly LoadedHooks[], around: AroundTasks): TaskHooks<TaskContext> | undefined {
  const task = pairOf(loaded, 'enterTask', 'exitTask', around);
  const job = pairOf(loaded, 'enterJob', 'exitJob', around);
  if (task === undefined && job === undefined && around.afterJob === undefined) return undefined;
  const { afterJob } = around;
  const exitJob = async (name: string, context: TaskContext): Promise<void> => {
    afterJob?.(name);
    await job?.exit(name, context);
  };
  return {
    ...(task === undefined ? {} : { enterTask: task.enter, exitTask: task.exit }),
    ...(job === undefined ? {} : { enterJob: job.enter }),
    ...(job === undefined && afterJob === undefined ? {} : { exitJob }),
  };
}

type Hook = (task: string, context: TaskContext) => Promise<void>;

/** Undefined where no folder has either of the two. */
function pairOf(
  loaded: readonly LoadedHooks[],
  enter: 'enterTask' | 'enterJob',
  exit: 'exitTask' | 'exitJob',
  { isCutOff, tell }: AroundTasks,
): { readonly enter: Hook; readonly exit: Hook } | undefined {
  const all = loaded.flatMap(({ hooks }) => ((hooks[enter] ?? hooks[exit]) === undefined ? [] : [hooks]));
  if (all.length === 0) return undefined;
  /** The folders of each task whose exit is still to be called, the latest first. */
  const entered = new Map<string, Hooks[]>();
  return {
    enter: async (task, context) => {
      const mine: Hooks[] = [];
      entered.set(task, mine);
      for (const hooks of all) {
        mine.unshift(hooks);
        refuseGenerator(await hooks[enter]?.(context));
      }
    },
    exit: async (task, context) => {
      const mine = entered.get(task) ?? [];
      let failure: { readonly thrown: unknown } | undefined;
      const fail = (thrown: unknown): void => {
        if (failure === undefined) failure = { thrown };
        else tell(task, thrown);
      };
      for (let next = mine.shift(); next !== undefined; next = mine.shift()) {
        const hooks = next;
        const called = callAtOnce(() => {
          const said = hooks[exit]?.(context);
          refuseGenerator(said);
          return said;
        }, fail);
        // Nothing that is waited for would come back.
        if (!isCutOff()) await called;
      }
      if (failure !== undefined) throw failure.thrown;
    },
  };
}
