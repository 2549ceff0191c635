import type { System } from '../system/port';
import type { Entry, FileChange } from '../system/ports/files';
import type { Step } from '../system/step';
import type { Before, JournalStep } from './entry';
import { blob, changedSince, refuse, type UndoEnd } from './undo-end';

/** What takes a step on one file back: a change, which nothing was done of yet, or that there is none to make. */
export type FileWayBack = { readonly end: 'change'; readonly change: FileChange } | UndoEnd;

/**
 * The way back of a step that wrote or removed one file; undefined for every other step. It only looks, so many of them can be looked at
 * before all of their changes are made together; each is refused where what it was judged by has changed until then.
 */
export function wayBackOfFile(system: System, runFolder: string, entry: JournalStep): FileWayBack | undefined {
  if (entry.step.kind === 'file.write') return wayBackOfWrite(system, runFolder, entry.before, entry.step);
  if (entry.step.kind !== 'remove' || entry.before.was !== 'file') return undefined;
  const { path } = entry.step;
  if (system.files.stat(path) !== undefined) return refuse(path, 'something else is there now');
  return broughtBack(system, runFolder, path, { ...entry.before, seen: null });
}

export function wayBackOfWrite(
  system: System,
  runFolder: string,
  before: Before,
  { path, sha256: written, mode: given }: Extract<Step, { kind: 'file.write' }>,
): FileWayBack {
  const now = system.files.stat(path);
  if (now === undefined) return before.was === 'absent' ? { end: 'as-before' } : refuse(path, 'it was removed since');
  const sha256 = now.kind === 'file' ? system.hash.file(path) : undefined;
  // A mode that the run did not give is the user's, then as now.
  const mode = before.was === 'file' && before.mode !== given ? before.mode : now.mode;
  if (before.was === 'file' && sha256 === before.sha256 && now.mode === mode) return { end: 'as-before' };
  if (sha256 !== written) return refuse(path, changedSince);
  return before.was === 'file'
    ? broughtBack(system, runFolder, path, { sha256: before.sha256, mode, seen: now })
    : { end: 'change', change: { kind: 'remove', path, seen: now } };
}

function broughtBack(
  system: System,
  runFolder: string,
  path: string,
  { sha256, mode, seen }: { readonly sha256: string; readonly mode: number; readonly seen: Entry | null },
): FileWayBack {
  return { end: 'change', change: { kind: 'write', path, content: blob(system, runFolder, sha256), mode, seen } };
}
