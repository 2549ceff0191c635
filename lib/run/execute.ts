import { asFault } from '../kernel/as-fault';
import { once } from '../kernel/once';
import type { InRow, ScheduleOptions } from '../kernel/schedule';
import type { RunEvent } from '../kernel/result';
import type { Stop } from '../kernel/stop';
import type { TaskEnd } from '../kernel/task';
import type { PreparedTask, TaskHooks } from '../kernel/world';
import { ifPossible } from '../system/errno';
import { endingChildrenOn } from '../system/ending-children';
import type { System } from '../system/port';
import type { SteppedSystem } from '../system/step';
import type { Aftermath } from './aftermath';
import { checkAnswer } from './check-answer';
import type { RunCheckpoint } from './checkpoint/run-checkpoint';
import type { Reporter, TaskContext } from './context';
import type { Task } from './define-task';
import type { Freshness } from './freshness/judge';
import type { PreparedRun } from './prepare';
import { logEvent } from './log-event';
import { runFacts } from './run-facts';
import type { RunLog } from './run-log';
import { ContextOfTask, type AroundTask, type SharedContext } from './task-context';
import type { TaskSystems } from './task-systems';
import type { View } from './view/view';

export interface ExecuteOptions {
  readonly prepared: PreparedRun;
  readonly system: System;
  readonly systems: TaskSystems;
  readonly log: RunLog;
  /** The beginning of the run by the monotonic clock. */
  readonly startMs: number;
  readonly reporter: Reporter;
  readonly corrId: string;
  readonly version: () => string;
  readonly signal: Stop;
  /** With the time by the clock. */
  readonly onEvent: (event: RunEvent, nowMs: number) => void;
  /** Absent where somebody but the log listens to what goes well. */
  readonly inRow: InRow | undefined;
  readonly onOpen: NonNullable<ScheduleOptions<TaskContext>['onOpen']>;
  readonly onProgress: (task: string, text: string) => void;
  readonly hold: View['hold'];
  readonly hooks: TaskHooks<TaskContext> | undefined;
  readonly checkpoint: RunCheckpoint | undefined;
  readonly aftermath: Pick<Aftermath, 'begun' | 'kept' | 'deferred' | 'idle'>;
  /** True for a task that has ended and left something at work. */
  readonly hasLeftWork: (task: string) => boolean;
  readonly answer: TaskContext['answer'];
  /** True for a run that was cut off while a task of it was at work. */
  readonly isOver: () => boolean;
}

/** How the scheduler gets the context of each task, and what it tells whom. */
export function scheduleOptions(options: ExecuteOptions): ScheduleOptions<TaskContext> {
  const { prepared, system, systems, log, onEvent, inRow, isOver, signal, checkpoint, startMs } = options;
  const { line, tasks } = prepared;
  const { plain } = systems;
  const tells = log.tells('info');
  const changed = systems.steps();
  const shared = sharedContext(options);
  // The signal of the run is the same for all that have none of their own.
  let around: AroundTask | undefined;
  return {
    jobs: line.flags.jobs,
    keepGoing: line.flags.keepGoing,
    timeoutMs: line.flags.timeoutMs,
    signal,
    ...(options.hooks === undefined ? {} : { hooks: options.hooks }),
    ...(checkpoint === undefined
      ? {}
      : { onReach: checkpoint.reach, restored: checkpoint.restored, earlier: checkpoint.earlier }),
    onOpen: options.onOpen,
    onHidden: (task, thrown) => {
      const { message, code, data } = asFault(task, thrown);
      log.forTask(task).error(message, { error: { code, data } });
    },
    monotonic: system.clock.monotonic,
    onAnswer: checkAnswer,
    onEvent: (event, nowMs) => {
      if (isOver()) return;
      // However it has ended: what it changed is changed. The plan of a dry run says it by itself.
      if (event.kind === 'ended' && changed.size > 0 && !line.flags.dryRun) {
        const { warnOfOtherNames } = require('./other-names') as typeof import('./other-names');
        warnOfOtherNames(system, changed.get(event.result.name) ?? [], log.forTask(event.result.name));
      }
      // Whoever is told that a task has ended finds its lines in the log.
      if (tells || event.kind === 'retried' || (event.kind === 'ended' && event.result.error !== null))
        logEvent(log, event, nowMs - startMs);
      onEvent(event, nowMs);
    },
    inRow: tells ? undefined : inRow,
    plain: (spec, taskSignal) =>
      plain === undefined || checkpoint !== undefined || spec.mutates === true || spec.inputs !== undefined
        ? undefined
        : new ContextOfTask(spec, (around ??= aroundTask(plain, shared, taskSignal))),
    prepare: (name, taskSignal) => {
      checkpoint?.demandWhole();
      const task = tasks.get(name);
      if (task === undefined) throw new Error(`${name} is in the graph and not among the tasks`);
      const ready = (stepped: SteppedSystem): PreparedTask<TaskContext> => {
        const made = prepareTask(options, shared, task, stepped, taskSignal);
        // It was made ready before it waited for others.
        return checkpoint === undefined ? made : { ...made, mayAct: checkpoint.demandWhole };
      };
      const stepped = systems.forTask(task);
      return 'then' in stepped ? stepped.then(ready) : ready(stepped);
    },
  };
}

function prepareTask(
  options: ExecuteOptions,
  shared: SharedContext,
  task: Task,
  stepped: SteppedSystem,
  signal: () => AbortSignal,
): PreparedTask<TaskContext> {
  const context = new ContextOfTask(task, aroundTask(stepped.system, shared, signal));
  // One that repeats has the steps of its earlier turns.
  const earlier = stepped.steps.length;
  const isIdle = (end: TaskEnd): boolean =>
    task.mutates === true && end.kind === 'done' && stepped.steps.length === earlier;
  // Nothing was changed, so nothing was done: whatever the task has to say stays its answer.
  const finish = (end: TaskEnd): TaskEnd => {
    if (!isIdle(end)) return end;
    options.aftermath.idle(task.name, stepped.steps);
    return { kind: 'no-op', data: end.data };
  };
  if (task.inputs === undefined) return { context, finish: task.mutates === true ? finish : asItIs };
  const { judgeFreshness } = require('./freshness/judge') as typeof import('./freshness/judge');
  const { hashDefinition } = require('./freshness/definition') as typeof import('./freshness/definition');
  const { system, systems, prepared } = options;
  const { flags } = prepared.line;
  // A dry run judges a task once, unless it is had again: then its first turn counts, as it would.
  const isNoted = !flags.dryRun || task.repeats === true;
  const file = prepared.found.isOwn(task.name) ? prepared.found.files.get(task.name) : undefined;
  const variables = (task.env ?? []).map((name) => system.environment.get(name));
  const { options: given, args, rest } = context;
  const definition = hashDefinition(system, task, file, { options: given, args, rest }, variables);
  const { root } = context.paths;
  let freshness: Freshness | undefined;
  let keep: (() => void) | undefined;
  return {
    context,
    judge: async () => {
      const { state, journal } = prepared.loaded.paths;
      const place = { system: stepped.system, store: systems.store(), state, root };
      // Asked anew for each: a task of this run may have taken something back.
      const takenBack = once(() => {
        const { recallTakenBack } = require('../journal/taken-back') as typeof import('../journal/taken-back');
        return recallTakenBack(system, journal);
      });
      const request = { ...place, takenBack, task, definition, force: flags.force };
      freshness = await judgeFreshness(request, context);
      // The context is the task's own; only now it is known which files its code is called for.
      context.files = freshness;
      if (!freshness.verdict.fresh && isNoted) {
        freshness.begin();
        options.aftermath.begun(task.name);
      }
      return freshness.verdict;
    },
    finish: (end) => {
      // What ended as a partial has not made all it should.
      const whole = end.kind === 'done' || end.kind === 'no-op';
      if (freshness?.verdict.fresh === false && whole && isNoted)
        // What a child would have made is not there.
        keep = flags.dryRun ? ifPossible(freshness.look) : freshness.look();
      return finish(end);
    },
    keep: () => {
      if (keep === undefined || freshness === undefined) return;
      const record = { task: task.name, keep, takeBack: freshness.takeBack };
      if (options.hasLeftWork(task.name)) options.aftermath.deferred(record);
      else {
        keep();
        options.aftermath.kept(record);
      }
    },
  };
}

const asItIs = (end: TaskEnd): TaskEnd => end;

function aroundTask(system: System, shared: SharedContext, signal: () => AbortSignal): AroundTask {
  return { system: once(() => endingChildrenOn(system, signal)), shared, signal };
}

/** What the contexts of all tasks of a run have in common. */
function sharedContext({
  system,
  prepared,
  log,
  reporter,
  corrId,
  answer,
  onProgress,
  hold,
  version,
}: ExecuteOptions): SharedContext {
  const { line, loaded, options, graph } = prepared;
  return {
    config: loaded.config,
    paths: loaded.paths,
    report: reporter,
    corrId,
    dryRun: line.flags.dryRun,
    answer,
    onProgress,
    secret: (value) => log.redactor.add(value),
    confirm: (question, stop) => {
      const { confirmStep } = require('./confirm') as typeof import('./confirm');
      return confirmStep(question, { flags: line.flags, hold, redact: log.redactor.text, stop });
    },
    run: runFacts(system, prepared, version, log.redactor),
    log: log.forTask,
    optionsOf: (task) => (task.options === undefined ? noOptions : (options.get(task.name) ?? noOptions)),
    argsOf: ({ name }) => (name === graph.roots.at(-1)?.name ? line.args : noWords),
    rest: line.rest ?? noWords,
  };
}

const noOptions = {};
const noWords: readonly never[] = [];
