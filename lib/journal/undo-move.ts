import { sep } from 'node:path';
import type { System } from '../system/port';
import type { Entry } from '../system/ports/files';
import type { Step } from '../system/step';
import { folderId, type JournalStep } from './entry';
import type { JournaledRun } from './read';
import { changedSince, refuse, type UndoEnd } from './undo-end';

type Move = Step & { readonly kind: 'move' };

/** Moves back what a run moved, where it is still that: the user may have put something else in its place. */
export function undoMove(system: System, { steps }: JournaledRun, entry: JournalStep, { path, to }: Move): UndoEnd {
  const moved = system.files.stat(to);
  const present = system.files.stat(path) !== undefined;
  if (moved === undefined) return present ? { end: 'as-before' } : refuse(to, 'it was removed since');
  if (present) return refuse(path, 'something else is there now');
  if (!isWhatWasMoved(system, entry, { to, moved, cameBack: cameBack(steps, entry.n, to) }))
    return refuse(to, changedSince);
  system.files.move(to, path);
  return { end: 'undone' };
}

interface Arrived {
  readonly to: string;
  readonly moved: Entry;
  readonly cameBack: boolean;
}

function isWhatWasMoved(
  { hash, links }: System,
  { before, arrived }: JournalStep,
  { to, moved, cameBack }: Arrived,
): boolean {
  if (moved.kind !== before.was) return false;
  if (before.was === 'file') return hash.file(to) === before.sha256;
  if (before.was === 'link') return links.read(to) === before.target;
  if (before.was !== 'folder' || before.id === undefined || cameBack) return true;
  // What the user has changed in it goes with it. The id that a copy had before may be another folder's by now.
  if (arrived !== undefined) return folderId(moved) === arrived;
  // On another volume it is a copy, with an id that nobody has noted.
  return folderId(moved) === before.id || !before.id.startsWith(`${moved.dev}:`);
}

/** True when a later step moved it on and was taken back just now: from another volume comes a copy. */
function cameBack(steps: readonly JournalStep[], n: number, to: string): boolean {
  return steps.some(
    ({ n: later, step }) =>
      later > n && step.kind === 'move' && (to === step.path || to.startsWith(`${step.path}${sep}`)),
  );
}
