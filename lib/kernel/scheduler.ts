import { createEnds } from './ends';
import { createFailures } from './failures';
import type { Graph } from './graph';
import { isFailure, type RunEvent, type TaskResult } from './result';
import { createRoots, type Root } from './roots';
import { codeMove, groupMove, safeMove, type Place } from './route';
import type { ScheduleOptions, ScheduleOutcome } from './schedule';
import { createShortWay } from './short-way';
import { createStraightWay } from './straight-way';
import { createSlots } from './slots';
import { createStopper } from './stop';
import { TaskRun } from './task-run';
import { createTurns } from './turns';
import { slot } from './wait';
import { begun, hard, seen, waiting, Ways, well } from './ways';
import type { TaskWorld } from './world';

/** In the place of a task's turn: that of all tasks in their order. */
const allInOrder = -1;

/**
 * Runs a graph: every task at most once, whoever needs it. The edge decides whether a failure matters: a safe reference turns it into 201, a
 * hard one blocks the task that needed it. Running tasks are aborted only when the run as a whole has failed: a chain of hard references leads up to a root.
 *
 * A task runs until it has to wait; what can go on lies in one queue. So tasks that take no time cost no promise, and no object either: only
 * one that has something around its code, or whose code takes its time, gets a `TaskRun`.
 */
export function runGraph<C>(graph: Graph<C>, options: ScheduleOptions<C>): Promise<ScheduleOutcome> {
  const { monotonic, keepGoing, restored, onReach, plain, prepare, hooks, inRow, timeoutMs } = options;
  const { route } = graph;
  const { places, moves } = route;
  const zeroMs = monotonic();
  const stopping = createStopper();
  const stop = stopping.abort;
  const ways = new Ways(places.length);
  const { states, nexts } = ways;
  const onFailing = keepGoing ? () => undefined : stop;
  const failures = createFailures(route, ways, onFailing);
  const { demand, note, meet } = failures;
  if (options.signal.aborted) stop();
  else options.signal.addEventListener('abort', stop, { once: true });

  /** The tasks that are on the long way, each at its place. */
  const runs = new Array<TaskRun<C> | undefined>(places.length).fill(undefined);
  const ends = createEnds(places.length);
  /** Tasks that begin anew at the next reference: their condition was not met this time, or they repeat. */
  const again = new Set<string>();
  let nowMs = 0;
  /** The task of the line that has not ended. */
  let root: Root<C> | undefined;
  let settle: { resolve: (outcome: ScheduleOutcome) => void; reject: (error: unknown) => void };
  const look = (): number => (nowMs = monotonic() - zeroMs);
  const lookedAt = (): number => nowMs;
  const onEvent = (event: RunEvent): void => { options.onEvent(event, zeroMs + nowMs); }; // prettier-ignore
  const { put: wake } = createTurns<number>(
    (at) => { if (at !== allInOrder) proceed(at); else if (root !== undefined) proceedInOrder(root); },
    { look, now: lookedAt },
    (error) => { settle.reject(error); },
  ); // prettier-ignore
  const slots = createSlots<number>(options.jobs, wake);
  // prettier-ignore
  const world: TaskWorld<C> = {
    stop: stopping, timeoutMs, hooks, monotonic, now: look, prepare, onAnswer: options.onAnswer, onEvent, onHidden: options.onHidden, onFailing, takeSlot: slots.take, giveSlot: slots.give,
    isStopped: () => stopping.aborted,
    isHard: (at) => ways.isHard(at),
    onAgain: (name) => again.add(name),
    tellStart: ({ spec: { name }, depth }) => { onEvent({ kind: 'started', name, depth }); },
  };
  const signal = (): AbortSignal => stopping.signal;
  const shortWay = createShortWay(world, plain, signal, lookedAt);
  let isStraight = route.isStraight && shortWay.isOpen && onReach === undefined && restored === undefined;
  const row = createStraightWay({ graph, world, shortWay, plain, signal, zeroMs, lookedAt, states, ends, inRow });
  options.onOpen?.({ tasks: runs, results: ends.all, inRow: row.atWork });
  const roots = createRoots(graph, world, ways, ends, { note, demand });
  const longWay = (place: Place<C>): TaskRun<C> => (runs[place.at] = new TaskRun(place, world));

  const begin = ({ at, from, spec }: Place<C>, isHard: boolean): void => {
    ways.begin(at, from, isHard);
    const earlier = spec.repeats === true ? undefined : restored?.get(spec.name);
    if (earlier === undefined) wake(at);
    else end(at, earlier);
  };

  /** True when all tasks of a stretch of the route have ended already; else the one who needs them is woken when they have. */
  const need = (who: number, from: number, to: number): boolean => {
    const isHard = ((states[who] ?? 0) & hard) !== 0;
    let missing = 0;
    for (let index = from; index < to; index += 1) {
      const move = moves[index] ?? 0;
      const at = move >> 2;
      const isDemanded = isHard && (move & 3) !== safeMove;
      const place = places[at];
      if (place !== undefined && ((states[at] ?? 0) & begun) === 0 && ends.at(at) === undefined)
        begin(place, isDemanded);
      const ended = ((states[at] ?? 0) & begun) === 0 ? ends.at(at) : undefined;
      if (ended === undefined) {
        ways.wait(at, who, index);
        missing += 1;
        if (isDemanded) demand(at);
      } else {
        meet(who, index, ended);
        if (isDemanded) note(ended);
      }
    }
    if (missing > 0) ways.lack(who, missing);
    return missing === 0;
  };

  /** Lets one task go on until it has to wait, or has ended. */
  const proceed = (at: number): void => {
    const place = places[at];
    if (place === undefined) return;
    const { spec, to } = place;
    const state = states[at] ?? 0;
    states[at] = (state | seen) & ~waiting;
    let isBack = (state & waiting) !== 0;
    let isMet = false;
    let next = nexts[at] ?? to;
    let run = runs[at];
    if ((state & seen) === 0 && (onReach !== undefined || !shortWay.fits(spec))) {
      run = longWay(place);
      const refused = run.reach(onReach);
      if (refused !== undefined && depart(run, refused)) return;
      if (refused === undefined && run.isEntered) run.steps = run.enter();
    }
    for (;;) {
      if (run?.steps !== undefined) {
        const step = run.resume(run.steps);
        if (step.done !== true) {
          nexts[at] = next;
          if (step.value === slot) slots.wait(at);
          else void run.waitFor(step.value, () => { wake(at); }); // prettier-ignore
          return;
        }
        run.steps = undefined;
        if (step.value !== undefined) {
          if (depart(run, step.value)) return;
          continue;
        }
      }
      const move = moves[next] ?? 0;
      isMet ||= keepGoing && (next === to || (move & 3) === codeMove);
      const blocker = isMet ? failures.blockerOf(at) : undefined;
      isMet = false;
      if (blocker !== undefined) {
        failures.forget(at);
        run ??= longWay(place);
        if (depart(run, run.blockedBy(blocker))) return;
      } else if (next === to) {
        if (run === undefined) {
          end(at, shortWay.finish(place, true));
          return;
        }
        if (depart(run, run.finished())) return;
      } else if ((move & 3) === codeMove) {
        const action = route.codeOf(spec, move >> 2);
        next += 1;
        if (run === undefined) {
          const came = next === to ? shortWay.call(place, action) : undefined;
          if (came !== undefined && !(came instanceof TaskRun)) {
            end(at, came);
            return;
          }
          run = came === undefined ? longWay(place) : (runs[at] = came);
          if (came !== undefined) continue;
        }
        const failed = run.act(action);
        if (failed !== undefined && depart(run, failed)) return;
      } else if ((move & 3) !== groupMove && ((states[move >> 2] ?? 0) & well) !== 0) {
        next += 1;
        isBack = false;
      } else {
        const from = (move & 3) === groupMove ? next + 1 : next;
        const after = (move & 3) === groupMove ? from + (move >> 2) : next + 1;
        if (!isBack) {
          // Its own code may have taken its time, and what it needs begins now.
          if (run !== undefined) look();
          nexts[at] = next;
          if (!need(at, from, after)) return;
        }
        next = after;
        isBack = false;
        // What else it needs does not depend on a failure met there; its code, and what comes after that, does.
        isMet = !keepGoing || stopping.aborted;
      }
    }
  };

  /** True when it has ended; false when it has something to say before. */
  const depart = (run: TaskRun<C>, result: TaskResult): boolean => {
    if (run.phase === 'leaving' || !run.isLeft) {
      end(run.node.at, result);
      return true;
    }
    run.phase = 'leaving';
    run.steps = run.leave(result);
    return false;
  };

  const end = (at: number, result: TaskResult): void => {
    const isHard = ((states[at] ?? 0) & hard) !== 0;
    const failed = isFailure(result);
    // What is false now may be true at the next reference, and what was made from what is there may be made from more.
    const isOpen = again.size > 0 && again.delete(result.name);
    runs[at] = undefined;
    ends.keep(at, result, isOpen);
    onEvent({ kind: 'ended', result, depth: places[at]?.depth ?? 0, isOpen, afterStop: stopping.aborted });
    if (isHard && failed) note(result);
    ways.finish(at, !failed && !isOpen, failed ? result : undefined, wakeWaiter);
    if (at === root?.place.at) nextRoot();
  };

  const wakeWaiter = (who: number, move: number, isReady: boolean, failure: TaskResult | undefined): void => {
    if (failure !== undefined) meet(who, move, failure);
    if (isReady) wake(who);
  };

  /** The next stretch of the tasks that the root needs, and from the first one on that has to wait, each on its own. */
  const proceedInOrder = ({ place, isHard }: Root<C>): void => {
    isStraight = row.go(place);
    if (ends.at(place.at) !== undefined) nextRoot();
    else if (isStraight) wake(allInOrder);
    else begin(place, isHard);
  };

  const nextRoot = (): void => {
    root = undefined;
    for (let next = roots(); next !== undefined; next = roots()) {
      const { place, isHard } = next;
      if (!isStraight && !ways.isBegun(place.at)) begin(place, isHard);
      if (!isStraight && !ways.isBegun(place.at)) continue;
      root = next;
      if (isStraight) wake(allInOrder);
      return;
    }
    options.signal.removeEventListener('abort', stop);
    if (restored !== undefined)
      (require('./beneath') as typeof import('./beneath')).endBeneath(route, options, ends, onEvent);
    settle.resolve({ ...failures.endOf(ends.telling), results: ends.all });
  };

  return new Promise((resolve, reject) => {
    settle = { resolve, reject };
    nextRoot();
  });
}
