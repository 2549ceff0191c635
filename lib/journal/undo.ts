import { join } from 'node:path';
import { isStackError } from '../kernel/fault';
import type { System } from '../system/port';
import type { FileChange } from '../system/ports/files';
import { folderId, type JournalStep } from './entry';
import { unknownRun } from './faults';
import { undoneName, type JournaledRun } from './read';
import { createUndoBatch } from './undo-batch';
import type { UndoEnd } from './undo-end';
import { wayBackOfFile } from './undo-file';
import { isAsBefore } from './as-before';
import { undoStep } from './undo-step';

export interface UndoReport {
  readonly run: string;
  readonly command: string;
  readonly undone: number;
  /** Folders that are not empty and such: left on purpose. */
  readonly kept: readonly UndoNote[];
  /** What was changed since, by path. */
  readonly refused: readonly UndoNote[];
}

export interface UndoNote {
  readonly path: string;
  readonly reason: string;
}

/**
 * The run to take back, by how its id begins. It may be an undo.
 * @throws `unknownRun` (UND001, 501).
 */
export function findRun(runs: readonly JournaledRun[], id: string): JournaledRun {
  const found = runs.filter((run) => run.id.startsWith(id.toLowerCase()));
  const [only] = found;
  if (only === undefined || found.length > 1 || !isUndoable(only)) throw unknownRun({ run: id, fits: found.length });
  return only;
}

export function isUndoable(run: JournaledRun): boolean {
  return run.steps.some(({ n }) => !run.undone.has(n));
}

/**
 * Takes a run back, newest step first, through the given (journaled) System: an undo is a run like any other and can itself be undone.
 * What the user changed since is refused by name, and the rest goes on.
 * @param onSecret told of what must not be shown of the steps, before anything is taken back.
 */
export async function undoRun(
  system: System,
  run: JournaledRun,
  onSecret: (secret: string) => void = () => undefined,
): Promise<UndoReport> {
  for (const secret of run.steps.flatMap(({ secrets = [] }) => secrets)) onSecret(secret);
  const undone = new Set(run.undone);
  const kept: UndoNote[] = [];
  const refused: UndoNote[] = [];
  let count = 0;
  const settle = (entry: JournalStep, outcome: UndoEnd): void => {
    if (outcome.end === 'undone') count += 1;
    if (outcome.end === 'refused') refused.push({ path: outcome.path, reason: outcome.reason });
    if (outcome.end === 'kept') kept.push({ path: outcome.path, reason: outcome.reason });
    // What keeps a folder may be what was just refused in it: then it is for the next undo, as that is. So is what a child made, where it
    // is not there: the later run for which something was refused may have moved it away, and bring it back.
    const isBound = outcome.end === 'kept' || (outcome.end === 'as-before' && entry.step.kind === 'child.run');
    const isOpen = outcome.end === 'refused' || (isBound && refused.length > 0);
    if (!isOpen) undone.add(entry.n);
  };
  const single = async (entry: JournalStep): Promise<void> => {
    settle(entry, await undoOne(system, run, entry));
  };
  const batch = createUndoBatch(system, (entry) => { settle(entry, { end: 'undone' }); }, single); // prettier-ignore
  for (const entry of run.steps.toReversed()) {
    if (undone.has(entry.n)) continue;
    if (batch.holds(entry.step.path)) await batch.flush();
    const change = changeBack(system, run, entry);
    if (change !== undefined) {
      await batch.add(entry, change);
      continue;
    }
    await batch.flush();
    await single(entry);
  }
  await batch.flush();
  const marks = { steps: [...undone].sort((a, b) => a - b) };
  // Where nothing came of it there is nothing to remember.
  if (undone.size > run.undone.size)
    system.files.write(join(run.folder, undoneName), `${JSON.stringify(marks)}\n`, { mode: 0o600 });
  return { run: run.id, command: run.command, undone: count, kept, refused };
}

/** What takes a step on one file back, where nothing speaks against it; such steps are taken back together. */
function changeBack(system: System, run: JournaledRun, entry: JournalStep): FileChange | undefined {
  if (!entry.done && isAsBefore(system, entry.step.path, entry.before)) return undefined;
  try {
    const way = wayBackOfFile(system, run.folder, entry);
    return way?.end === 'change' ? way.change : undefined;
  } catch (error) {
    // Alone it fails again, and says why.
    if (!isStackError(error)) throw error;
    return undefined;
  }
}

async function undoOne(system: System, run: JournaledRun, entry: JournalStep): Promise<UndoEnd> {
  if (isNothingToDo(system, run, entry)) return { end: 'as-before' };
  return tryUndo(async () => {
    const end = await undoStep(system, run, entry);
    // An earlier undo that was killed had taken this step back already, and older ones of the same path after it.
    return end.end === 'refused' && isFurtherBack(system, run, entry) ? { end: 'as-before' } : end;
  }, entry.step.path);
}

function isNothingToDo(system: System, run: JournaledRun, entry: JournalStep): boolean {
  return wasMadeHere(system, run, entry) || isBackAlready(system, run, entry);
}

/** True when the folder that the run made is gone and the one that it had moved away before is back: an earlier undo was killed after that. */
function isBackAlready(system: System, { steps }: JournaledRun, { n, step }: JournalStep): boolean {
  if (step.kind !== 'folder.make') return false;
  const now = system.files.stat(step.path);
  if (now?.kind !== 'folder') return false;
  return steps.some(
    (older) =>
      older.n < n &&
      older.step.kind === 'move' &&
      older.step.path === step.path &&
      older.before.was === 'folder' &&
      older.before.id === folderId(now),
  );
}

/** True for the end, and a move on the way there, of a folder that the same run made and took away again: it was never there for anybody. */
function wasMadeHere({ files }: System, { steps }: JournaledRun, { n, step }: JournalStep): boolean {
  if (step.kind === 'tree.remove') return isOwnFolder(steps, n, step.path);
  if (step.kind !== 'move' || files.stat(step.to) !== undefined || !isOwnFolder(steps, n, step.path)) return false;
  return steps.some((later) => later.n > n && later.step.kind === 'tree.remove' && later.step.path === step.to);
}

/** True when what lay at a path before a step was a folder that the run had made there, or moved there after it had made it. */
function isOwnFolder(steps: readonly JournalStep[], n: number, path: string): boolean {
  return steps.some((made) => {
    if (made.n >= n) return false;
    if (made.step.kind === 'folder.make') return made.step.path === path;
    return made.step.kind === 'move' && made.step.to === path && isOwnFolder(steps, made.n, made.step.path);
  });
}

/** True when the path is as it was before this step or an older one of the run. */
function isFurtherBack(system: System, { steps }: JournaledRun, { n, step }: JournalStep): boolean {
  // What these did cannot be seen at their path.
  const isHidden = ({ kind }: JournalStep['step']): boolean => kind === 'child.run' || kind === 'tree.remove';
  // An older step had made what was moved. It is gone from both places then.
  const { stat } = system.files;
  if (step.kind === 'move' && stat(step.path) === undefined && stat(step.to) !== undefined) return false;
  const older = steps.filter((each) => each.n <= n && each.step.path === step.path && !isHidden(each.step));
  return !isHidden(step) && older.some(({ before }) => isAsBefore(system, step.path, before));
}

async function tryUndo(undo: () => Promise<UndoEnd>, path: string): Promise<UndoEnd> {
  try {
    return await undo();
  } catch (error) {
    // A full disk or a permission stops one step, not the way back of all others.
    if (!isStackError(error)) throw error;
    return { end: 'refused', path, reason: error.message };
  }
}

/** Runs that were killed before they closed their journal, and are neither running now nor taken back. */
export function findOpenRuns(runs: readonly JournaledRun[], atWork: readonly string[]): readonly JournaledRun[] {
  return runs.filter((run) => run.status === null && !atWork.includes(run.id) && isUndoable(run));
}
