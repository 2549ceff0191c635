import { isPartialStatus, type PartialStatus } from './exit';
import { exitStatuses } from './exit-statuses';
import { neverBegan } from './faults';
import type { TaskEnd } from './task';
import type { TaskWorld } from './world';

const mark = Symbol.for('clistack.outcome');

type Marked = TaskEnd & { readonly [mark]: true };

/** The end of a task that did its work but has something to report: the run ends with this 20x, dependants still run. */
export function partial(status: PartialStatus, reason: string, data: unknown = null): TaskEnd {
  return { [mark]: true, kind: 'partial', status, reason, data } as Marked;
}

/** The end of a task that has nothing to offer on this machine: neither success nor failure. */
export function skipped(code: string, reason: string, data: unknown = null): TaskEnd {
  return { [mark]: true, kind: 'skipped', code, reason, data } as Marked;
}

/** The end of a task that looked and found nothing to change. Mutating tasks that recorded no step get it by themselves. */
export function noOp(data: unknown = null): TaskEnd {
  return { [mark]: true, kind: 'no-op', data } as Marked;
}

/** What a piece of a task's code came to; throws as `readEnd` does, and as whoever keeps its answer. */
export function endOf(name: string, value: unknown, onAnswer: TaskWorld<unknown>['onAnswer']): TaskEnd {
  const end = readEnd(value);
  onAnswer?.(name, end.data);
  return end;
}

/**
 * Reads what a body returned: one of the ends above, or plain data.
 * @throws `neverBegan` (RUN059, 509) for a generator: calling its function has run nothing of it. A bug for a partial that has no such status.
 */
export function readEnd(value: unknown): TaskEnd {
  if (typeof value === 'object' && value !== null) {
    if (mark in value) return known(value as Marked);
    refuseGenerator(value);
  }
  return { kind: 'done', data: value ?? null };
}

/**
 * Plain JavaScript may say any number: one of no meaning would be the status of the run, and 512 is 0 to a shell. A text that looks like one of
 * them would make a record that nobody can read.
 */
function known(end: Marked): Marked {
  if (end.kind !== 'partial' || isKnown(end.status)) return end;
  const said: unknown = end.status;
  const shown = typeof said === 'string' ? `'${said}'` : String(said);
  throw new Error(`it ended as partial with ${shown}, which is none of 201 to 206`);
}

function isKnown(status: PartialStatus): boolean {
  return Number.isInteger(status) && Object.hasOwn(exitStatuses, status) && isPartialStatus(status);
}

/**
 * Refuses what a generator function answers: nothing of it has run.
 * @throws `neverBegan` (RUN059, 509).
 */
export function refuseGenerator(value: unknown): void {
  if (typeof value === 'object' && value !== null && isGenerator(value)) throw neverBegan({});
}

/** Told by its methods: a compiler may have made a plain object of it. */
function isGenerator(value: object): boolean {
  return ['next', 'return', 'throw'].every(
    (name) => name in value && typeof value[name as keyof typeof value] === 'function',
  );
}
