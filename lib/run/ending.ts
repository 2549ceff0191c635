import { exitedEarly, interrupted, neverFinished, quit, terminated } from '../kernel/faults';
import { asFault } from '../kernel/as-fault';
import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import type { BegunWork } from '../system/begun-work';
import { endChildren } from '../system/real/process-groups';
import { unfinished } from '../system/unfinished';
import { withoutExit } from '../system/without-exit';
import { keepListeners, letGo } from './kept-listeners';
import { holdLastDoor, leaveAtOnce } from './last-door';
import { expectLeftovers } from './leave';

/** What a run tells about itself to the one who guards its end. */
export interface Guarded {
  readonly runId: string;
  /** The names of the line, for what happens while none of them runs. */
  readonly line: string;
  /** Tasks that have begun and not ended. */
  readonly running: () => readonly string[];
  /** Stops what runs, gently: children get SIGTERM, nothing new starts. */
  readonly stop: () => void;
  /** Something failed that no task waits for, so nobody knows whose it is; the run ends with it next. */
  readonly onLoose: () => void;
  /** Ends the run at once with this fault: journal, record, answer. Synchronous, called at most once, may be the last thing that runs. */
  readonly abandon: (fault: StackError) => ExitStatus;
  /** What follows a turn of the event loop later; absent: the process ends. */
  readonly leave?: ((status: ExitStatus) => void) | undefined;
}

/** A failing status that was put into process.exitCode. */
export interface AskedStatus {
  readonly status: number;
  /** Those that were at work then. */
  readonly tasks: readonly string[];
  /** True for that of the one task that was at work and failed: it is told by its own end. */
  readonly isOfFailed: boolean;
}

export interface Guard {
  /** The signal that arrived, as the fault the run ends with. */
  readonly stopped: () => StackError | undefined;
  /** Does what Ctrl-C does. */
  readonly interrupt: () => void;
  /** Calls what begins the tasks of the run: what they begin is waited for by `idle`. */
  around<T>(act: () => T): T;
  /** True where nothing was open before: what is open now was begun by tasks. */
  readonly isAlone: boolean;
  /** Resolves when nothing is left to do that a task began and did not wait for: a timer, a child, a job for the thread pool. */
  readonly idle: () => Promise<void>;
  /**
   * True when a task that has ended left something at work: nobody knows yet that it ended well. Never where another one is running, or a program:
   * nobody could tell whose it is.
   */
  readonly hasLeftWork: (task: string) => boolean;
  /** A task has ended, those that are running aside: what it put into process.exitCode is kept, for a later one may set it back. */
  readonly noteEnd: (task: string, hasFailed?: boolean) => void;
  /** The failing status that a task put into process.exitCode, if one did. */
  readonly asked: () => AskedStatus | undefined;
  /** True for a run that was abandoned: what is still on its way to an end of its own is nobody's any more. */
  readonly isCutOff: () => boolean;
  /** Idempotent. */
  release(): void;
}

/** Milliseconds a run has after the first signal to end by itself; children have ended before that. */
const graceMs = 1500;

/** Milliseconds between two looks at what is still at work. */
const lookMs = 20;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Those of runs that have not ended: a task may run a line of its own, and then the loop and an error nobody caught are that one's. */
const guarding: symbol[] = [];
/** The exit code that the process had before the first of them: a program may have several at once. */
let codeBefore: typeof process.exitCode;

/** What we open ourselves is no matter: on a terminal that is stderr, whose width the view asks for. */
export function isSomethingOpen(): boolean {
  const kinds = process.getActiveResourcesInfo();
  return kinds.length > 1 || (kinds.length === 1 && kinds[0] !== 'TTYWrap');
}

/**
 * Guards every way out of the process: signals, an exit in the middle of a task, an error nobody caught, and an event loop that has
 * nothing left to do while a task still waits. None of them may look like success.
 */
export function guardEnding({ runId, line, running, stop, onLoose, abandon, leave }: Guarded): Guard {
  const before = guarding.length === 0 ? unfinished : process.exitCode;
  if (guarding.length === 0) codeBefore = process.exitCode;
  const me = Symbol(line);
  guarding.push(me);
  const hasOpened = isSomethingOpen();
  if (hasOpened) expectLeftovers();
  // Where others are at work as well, or files opened something while they were loaded, no event loop runs dry.
  const begun = hasOpened || leave !== undefined ? watchBegun() : undefined;
  // Where nothing is open nothing need be remembered.
  const openBefore = hasOpened && leave === undefined ? openLeftWork().openWork() : undefined;
  let stopped: StackError | undefined;
  let over = false;
  let isCutOff = false;
  let inExit = false;
  let whenIdle: (() => void) | undefined;
  const end = (fault: StackError, isLoose = false): void => {
    if (over) return;
    over = true;
    isCutOff = true;
    // What is left of it begins nothing more. Whatever listens for that: the answer is still to come.
    withoutExit(stop);
    if (isLoose) onLoose();
    endChildren(leave === undefined ? undefined : runId);
    const status = abandon(fault);
    process.exitCode = status;
    holdLastDoor(() => status);
    if (inExit) return;
    if (leave === undefined) {
      try {
        process.exit(status);
      } finally {
        // A task has put something else in its place, or below it.
        leaveAtOnce();
      }
    }
    // What fails because it was stopped fails here, and not in the program that goes on.
    setImmediate(() => {
      release();
      leave(status);
    });
  };
  const tasks = (): readonly string[] => (running().length > 0 ? running() : [line]);
  const onSignal = (signal: NodeJS.Signals): void => {
    // The second time nobody wants to wait.
    if (stopped !== undefined) {
      end(stopped);
      return;
    }
    stopped = faultOf(signal);
    stop();
    setTimeout(end, graceMs, stopped).unref();
  };
  // Each knows its own name: a task may emit one without it.
  const onSignals = new Map(signals.map((signal): [string, () => void] => [signal, () => onSignal(signal)]));
  const onError = (error: unknown): void => {
    if (guarding.at(-1) !== me) return;
    end(asFault(tasks()[0] ?? line, error), true);
  };
  const onIdle = (): void => {
    if (guarding.at(-1) !== me) return;
    if (whenIdle === undefined) end(stopped ?? neverFinished({ tasks: tasks() }));
    else whenIdle();
  };
  const onExit = (code: number): void => {
    inExit = true;
    end(exitedEarly({ tasks: tasks(), status: code === unfinished ? null : code }), true);
  };
  let asked: AskedStatus | undefined;
  const noteAsked = (during: readonly string[], hasFailed: boolean): void => {
    if (guarding.at(-1) !== me) return;
    const code = Number(process.exitCode ?? 0);
    if (code === 0 || code === unfinished) return;
    // The next one that is seen here was set later.
    process.exitCode = unfinished;
    const isOfFailed = hasFailed && during.length === 1;
    if (asked === undefined || (asked.isOfFailed && !isOfFailed)) asked = { status: code, tasks: during, isOfFailed };
  };
  const listenerOf = (event: string): typeof onError | typeof onExit | undefined => {
    switch (event) {
      case 'uncaughtException':
      case 'unhandledRejection':
        return onError;
      case 'beforeExit':
        return onIdle;
      default:
        return event === 'exit' ? onExit : onSignals.get(event);
    }
  };
  let isReleased = false;
  const release = (): void => {
    if (isReleased) return;
    isReleased = true;
    over = true;
    begun?.close();
    if (guarding.includes(me)) guarding.splice(guarding.indexOf(me), 1);
    process.exitCode = guarding.length === 0 ? codeBefore : before;
    letGo(listenerOf);
  };
  keepListeners(listenerOf);
  // Whoever takes our listeners away does not leave with 0.
  process.exitCode = unfinished;
  // A task may call what lies below `process.exit`.
  holdLastDoor((asked) => {
    onExit(asked);
    return unfinished;
  });
  return {
    stopped: () => stopped,
    interrupt: () => {
      onSignal('SIGINT');
    },
    isAlone: begun === undefined,
    around: (act) => (begun === undefined ? act() : begun.around(act)),
    idle: async () => {
      // What was put off to the next tick begins only now.
      if (begun !== undefined) await new Promise(setImmediate);
      if (begun?.isOver() === true) return;
      await new Promise<void>((resolve) => {
        whenIdle = resolve;
        if (begun !== undefined) onceOver(begun.isOver, resolve);
      });
    },
    hasLeftWork: (task) =>
      leave === undefined && running().every((name) => name === task) && openLeftWork().isMoreAtWork(openBefore),
    noteEnd: (task, hasFailed = false) => {
      // All that a task costs which sets none.
      if (process.exitCode !== unfinished) noteAsked([task, ...running()], hasFailed);
    },
    asked: () => {
      noteAsked([line], false);
      return asked;
    },
    isCutOff: () => isCutOff,
    release,
  };
}

function watchBegun(): BegunWork {
  const { watchBegunWork } = require('../system/begun-work') as typeof import('../system/begun-work');
  return watchBegunWork();
}

function onceOver(isOver: () => boolean, then: () => void): void {
  const look = setInterval(() => {
    if (!isOver()) return;
    clearInterval(look);
    then();
  }, lookMs);
  look.unref();
}

function faultOf(signal: NodeJS.Signals): StackError {
  if (signal === 'SIGINT') return interrupted({ signal });
  return signal === 'SIGQUIT' ? quit({ signal }) : terminated({ signal });
}

function openLeftWork(): typeof import('../system/left-work') {
  return require('../system/left-work') as typeof import('../system/left-work');
}
