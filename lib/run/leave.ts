import { combineStatuses, isGreen, type ExitStatus } from '../kernel/exit';
import { writeErr } from '../system/terminal';
import { keepListeners } from './kept-listeners';
import { holdLastDoor, leaveAtOnce } from './last-door';

const statuses: ExitStatus[] = [];
let isWaitedFor = true;
let mayHaveLeftovers = false;

/** Milliseconds that what was opened by loading files has to end by itself, once the answer is out. */
const graceMs = 300;

/** Those of every run of this process that has secrets. */
const masks = new Set<(text: string) => string>();

/** Secrets of this process are masked by it also in what is thrown after the end. */
export function maskLateErrors(redact: (text: string) => string): void {
  masks.add(redact);
}

function redactLate(text: string): string {
  return [...masks].reduce((masked, mask) => mask(masked), text);
}

/** Those of every run of this process that has an answer. */
const revisers: ((thrown: unknown) => void)[] = [];

/** `revise` is given the first thing that fails when the answer is out, for what the run has on record as done. It must not throw. */
export function onLateFailure(revise: (thrown: unknown) => void): void {
  revisers.push(revise);
}

/** What every run of this process does last. */
const lastActs: (() => void)[] = [];

/** `act` is called when the process ends and nothing of ours can fail any more. It must not throw. */
export function onLeaving(act: () => void): void {
  lastActs.push(act);
}

/** What a task that was given up still holds open shall not keep the process from ending. */
export function waitForNothing(): void {
  isWaitedFor = false;
}

/** Files that were loaded have opened something, or may be about to, and perhaps nobody closes it. */
export function expectLeftovers(): void {
  mayHaveLeftovers = true;
}

/** Leaves the status of the last session of this process, which then ends, whatever the files that were loaded hold open. */
export function leaveForGood(status: ExitStatus): void {
  leaveStatus(status);
  if (!mayHaveLeftovers) return;
  const timer = setTimeout(() => {
    const { endInSpiteOfLeftovers } = require('./leftovers') as typeof import('./leftovers');
    endInSpiteOfLeftovers();
  }, graceMs);
  // A process that ends by itself before that is none the wiser.
  timer.unref();
}

/**
 * Leaves a status to the process, for when it ends. The listener comes after every one that a task may have added, so none of them can
 * turn a failure into a success. Several sessions in one process (nodes in a user's own just series) end with the first failure.
 */
export function leaveStatus(status: ExitStatus): void {
  if (statuses.length === 0) keepListeners((event) => (event === 'uncaughtException' ? onLateError : undefined));
  statuses.push(status);
  const whole = (): ExitStatus => combineStatuses(statuses);
  process.exitCode = whole();
  const onExit = (): void => {
    heedAsked(Number(process.exitCode ?? 0));
    for (const act of lastActs.splice(0)) act();
    process.exitCode = whole();
    // Nobody comes after us: what Node would do now is give back memory that the system takes anyway.
    if (process.listeners('exit').at(-1) === onExit) leaveAtOnce();
  };
  keepListeners((event) => (event === 'exit' ? onExit : undefined));
  holdLastDoor((asked) => {
    heedAsked(asked);
    return whole();
  });
  if (!isWaitedFor) setImmediate(() => process.exit());
}

/** Whoever checks something in a listener of the end says what came of it by the exit code alone: as with Node, that is no success. */
function heedAsked(asked: number): void {
  const whole = combineStatuses(statuses);
  if (asked === whole || asked === 0 || !isGreen(whole) || !Number.isInteger(asked)) return;
  const { exitCodeAtEnd } = require('./faults') as typeof import('./faults');
  const fault = exitCodeAtEnd({ status: asked });
  failLate(fault, `${fault.code}: ${fault.message}\n  next: ${fault.fix}`);
}

/** Thrown while the process ends, after the answer. */
function onLateError(error: unknown): void {
  failLate(error, textOf(error));
}

/** There is no document any more that could say so. */
function failLate(thrown: unknown, text: string): void {
  statuses.push(500);
  process.exitCode = combineStatuses(statuses);
  writeErr(redactLate(`error after the end: ${text}\n`));
  for (const revise of revisers.splice(0)) revise(thrown);
}

function textOf(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } catch {
    return 'something that cannot be read was thrown';
  }
}
