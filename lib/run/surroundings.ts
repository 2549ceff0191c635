import { basename } from 'node:path';
import { asFault } from '../kernel/as-fault';
import { isGreen } from '../kernel/exit';
import { refuseGenerator } from '../kernel/outcome';
import type { StackError } from '../kernel/fault';
import type { ScheduleOutcome } from '../kernel/schedule';
import { createStopper, type Stopper } from '../kernel/stop';
import { createTimeLimit } from '../kernel/time-limit';
import { callAtOnce } from '../kernel/wait';
import type { TaskHooks } from '../kernel/world';
import { endingChildrenOn } from '../system/ending-children';
import { enterFolder } from '../system/working-folder';
import type { TaskContext } from './context';
import type { LoadedHooks } from './hook-files';
import type { BuildContext, BuildEnd } from './hooks';
import type { PreparedRun } from './prepare';
import type { RunLog } from './run-log';
import type { AroundTasks } from './task-hooks';
import type { TaskSystems } from './task-systems';

export interface SurroundingsOptions {
  readonly prepared: PreparedRun;
  readonly systems: TaskSystems;
  readonly log: RunLog;
  readonly corrId: string;
  /** What stops the run. */
  readonly stop: Stopper;
  readonly monotonic: () => number;
  /** A header or footer that threw. */
  readonly broken: () => StackError | undefined;
}

export interface SurroundedOutcome extends ScheduleOutcome {
  readonly fault: StackError | null;
}

/** What lies around the tasks of a run: the working folder they begin in, and the hooks of the task folders. */
export interface Surroundings {
  readonly taskHooks: TaskHooks<TaskContext> | undefined;
  /** Hooks around the whole run that have begun and not ended. */
  readonly running: () => readonly string[];
  /** Told when a task has ended: it may have gone to another folder. */
  readonly noteEnd: (task: string) => void;
  /** Runs the graph between enter and exit. */
  around(body: () => Promise<ScheduleOutcome>): Promise<SurroundedOutcome>;
  /** The run is cut off: exit is called where enter was, and nobody waits for it; around the tasks by `tasks`, which leaves them. */
  cutOff(end: BuildEnd, tasks: () => void): void;
  /** Nothing has run: the process goes back to where it was. */
  leave(): void;
}

/** @lazy */
export function createSurroundings(options: SurroundingsOptions): Surroundings {
  const { prepared, log, stop, monotonic, broken } = options;
  const { hooks, graph, loaded } = prepared;
  const folder = enterFolder(loaded.paths.root);
  /** Whose exit is still to be called, the latest first. */
  const entered: LoadedHooks[] = [];
  const busy = new Set<string>();
  /** Tasks that ended before a header or footer threw. */
  const ended = new Set<string>();
  let isCutOff = false;
  const { timeoutMs } = prepared.line.flags;
  /** What stops the hook that is at work. */
  let signal = (): AbortSignal => stop.signal;

  const tell = (fault: StackError): void => {
    log.forTask('Hooks').error(fault.message, { error: { code: fault.code, data: fault.data } });
  };
  const comeBack = (task: string): void => {
    // A program that goes on after its run was cut off has its own folder back.
    if (isCutOff) return;
    const elsewhere = folder.restore();
    if (elsewhere === undefined) return;
    log
      .forTask(task)
      .warn(`went to ${elsewhere} and did not come back: the working folder is ${loaded.paths.root} again`);
  };
  const call = async (
    of: LoadedHooks,
    hook: 'enterBuild' | 'exitBuild',
    stopper: Stopper,
    body: () => unknown,
  ): Promise<StackError | null> => {
    const name = `${hook} (${basename(of.file)})`;
    busy.add(name);
    try {
      const limit =
        timeoutMs === undefined ? undefined : createTimeLimit(name, timeoutMs, stopper, monotonic, '--timeout');
      signal = () => (limit ?? stopper).signal;
      refuseGenerator(await (limit === undefined ? body() : limit.run(body)));
      return null;
    } catch (thrown) {
      return asFault(name, thrown);
    } finally {
      busy.delete(name);
    }
  };
  let build: BuildContext;
  const enter = async (): Promise<StackError | null> => {
    if (hooks.length === 0) return null;
    build = await buildContext(options, () => signal());
    for (const loadedHooks of hooks) {
      entered.unshift(loadedHooks);
      const fault = await call(loadedHooks, 'enterBuild', stop, () => loadedHooks.hooks.enterBuild?.(build));
      if (fault !== null) return fault;
    }
    return null;
  };
  const exit = async (end: BuildEnd): Promise<StackError | null> => {
    let first: StackError | null = null;
    // A run that was stopped is tidied up all the same.
    const unstopped = createStopper();
    for (let next = entered.shift(); next !== undefined; next = entered.shift()) {
      const { hooks: own } = next;
      const fault = await call(next, 'exitBuild', unstopped, () => own.exitBuild?.(build, end));
      if (fault !== null) tell(fault);
      first ??= fault;
    }
    return first;
  };
  return {
    // Where a task has several pieces of code, the next one must not begin where the one before it went.
    taskHooks: openTaskHooks(options, {
      afterJob: graph.route.alternates ? comeBack : undefined,
      isCutOff: () => isCutOff,
      tell: (task, thrown) => {
        tell(asFault(task, thrown));
      },
    }),
    running: () => [...busy],
    noteEnd:
      hooks.length === 0
        ? comeBack
        : (task) => {
            if (broken() === undefined) ended.add(task);
            comeBack(task);
          },
    around: async (body) => {
      const refused = await enter();
      const outcome = refused === null ? await body() : { status: refused.exit, results: [], cause: null };
      const isLate = outcome.cause !== null && ended.has(outcome.cause.name);
      const late = isLate ? broken() : undefined;
      if (late !== undefined) tell(late);
      const before = refused ?? (isLate ? null : (broken() ?? null));
      const error = before ?? outcome.cause?.error ?? null;
      const after = await exit({ status: before?.exit ?? outcome.status, results: outcome.results, error });
      if (!isCutOff) folder.leave();
      // The first failure is the one to tell.
      const fault = before ?? (isGreen(outcome.status) ? after : null);
      return { ...outcome, status: fault?.exit ?? outcome.status, fault };
    },
    leave: folder.leave,
    cutOff: (end, tasks) => {
      isCutOff = true;
      tasks();
      const { signal: unstopped } = createStopper();
      signal = () => unstopped;
      for (let next = entered.shift(); next !== undefined; next = entered.shift()) {
        const { hooks: own, file } = next;
        void callAtOnce(
          () => own.exitBuild?.(build, end),
          (thrown) => {
            tell(asFault(`exitBuild (${basename(file)})`, thrown));
          },
        );
      }
      folder.leave();
    },
  };
}

/** Nothing where nobody asks for any: such a run is the usual one. */
function openTaskHooks(
  { prepared: { hooks, graph } }: SurroundingsOptions,
  around: AroundTasks,
): TaskHooks<TaskContext> | undefined {
  if (hooks.length === 0 && !graph.route.alternates) return undefined;
  const { taskHooksOf } = require('./task-hooks') as typeof import('./task-hooks');
  return taskHooksOf(hooks, around);
}

async function buildContext(
  { prepared, systems, log, corrId }: SurroundingsOptions,
  signal: () => AbortSignal,
): Promise<BuildContext> {
  const { loaded, line, graph } = prepared;
  const { config, paths } = loaded;
  const roots = graph.roots.map(({ name }) => name);
  // The system of a task that says it changes nothing: it records in a dry run.
  const stepped = await systems.forTask({ name: 'Hooks', summary: 'the hooks of the task folders' });
  const system = endingChildrenOn(stepped.system, signal);
  const { dryRun } = line.flags;
  // One for all hooks, since some keep things on it between enter and exit; each reads its own signal of it.
  return {
    roots,
    config,
    paths,
    system,
    log: log.forTask('Hooks'),
    corrId,
    dryRun,
    get signal() {
      return signal();
    },
  };
}
