import { readBlockText } from '../system/blocks';
import type { System } from '../system/port';
import type { FileChange } from '../system/ports/files';
import type { Step } from '../system/step';
import type { JournalStep } from './entry';
import { isAsBefore } from './as-before';
import type { JournaledRun } from './read';
import { blob, changedSince, refuse, type UndoEnd } from './undo-end';
import { undoMove } from './undo-move';
import { wayBackOfFile, wayBackOfWrite, type FileWayBack } from './undo-file';

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

/** Takes one step back through the given System, or says why not; what the user changed since is never touched. */
export async function undoStep(system: System, run: JournaledRun, entry: JournalStep): Promise<UndoEnd> {
  const { step } = entry;
  const { folder: runFolder } = run;
  // The run was killed before the change, or in it: what is as it was needs no way back. What a killed child left in a folder of ours,
  // the look of the folder does not tell.
  const left = step.kind === 'child.run' && step.undo.kind === 'remove';
  if (!entry.done && !left && isAsBefore(system, step.path, entry.before)) return { end: 'as-before' };
  switch (step.kind) {
    case 'file.write':
      return takeBack(system, wayBackOfWrite(system, runFolder, entry.before, step));
    case 'folder.make':
      return undoMakeFolder(system, step);
    case 'move':
      return undoMove(system, run, entry, step);
    case 'remove': {
      const way = wayBackOfFile(system, runFolder, entry);
      return way === undefined ? undoRemove(system, entry) : takeBack(system, way);
    }
    case 'tree.remove':
      return refuse(step.path, 'its contents were removed for good');
    case 'mode.set':
      return undoMode(system, entry, step);
    case 'link.make':
      return undoLink(system, step);
    case 'link.retarget':
      return undoRetarget(system, entry, step);
    case 'link.remove':
      return undoRemove(system, entry);
    case 'block.write':
    case 'block.remove':
      return undoBlock(system, runFolder, entry, step);
    case 'child.run':
      return undoChild(system, step);
  }
}

function takeBack({ files }: System, way: FileWayBack): UndoEnd {
  if (way.end !== 'change') return way;
  files.changeMany([way.change]);
  return { end: 'undone' };
}

function undoMakeFolder(system: System, { path }: StepOf<'folder.make'>): UndoEnd {
  const now = system.files.stat(path);
  if (now === undefined) return { end: 'as-before' };
  if (now.kind !== 'folder') return refuse(path, changedSince);
  if (system.files.list(path).length > 0) return { end: 'kept', path, reason: 'it is not empty' };
  system.files.remove(path);
  return { end: 'undone' };
}

function undoRemove(system: System, { step, before }: JournalStep): UndoEnd {
  const { path } = step;
  if (system.files.stat(path) !== undefined) {
    const same = before.was === 'link' && system.links.read(path) === before.target;
    return same ? { end: 'as-before' } : refuse(path, 'something else is there now');
  }
  if (before.was === 'folder') {
    system.files.makeFolder(path, before.mode);
    // The umask takes bits from what is made.
    system.files.setMode(path, before.mode);
  } else if (before.was === 'link') system.links.make(path, before.target);
  else return refuse(path, 'it was no file, folder or link');
  return { end: 'undone' };
}

function undoMode(system: System, { before }: JournalStep, { path, mode }: StepOf<'mode.set'>): UndoEnd {
  const now = system.files.stat(path);
  if (before.was !== 'file' && before.was !== 'folder') return { end: 'as-before' };
  if (now === undefined) return refuse(path, 'it was removed since');
  // A mode says nothing about what has it: the user may have put something else in its place.
  if (now.kind !== before.was) return refuse(path, changedSince);
  if (now.mode === before.mode) return { end: 'as-before' };
  if (now.mode !== mode) return refuse(path, changedSince);
  system.files.setMode(path, before.mode);
  return { end: 'undone' };
}

function undoLink(system: System, { path, target }: StepOf<'link.make'>): UndoEnd {
  if (system.files.stat(path) === undefined) return { end: 'as-before' };
  if (system.links.read(path) !== target) return refuse(path, changedSince);
  system.links.remove(path);
  return { end: 'undone' };
}

function undoRetarget(system: System, { before }: JournalStep, { path, target }: StepOf<'link.retarget'>): UndoEnd {
  const now = system.links.read(path);
  if (before.was !== 'link' || now === before.target) return { end: 'as-before' };
  if (now !== target) return refuse(path, changedSince);
  system.links.retarget(path, before.target);
  return { end: 'undone' };
}

/** Where the file is as we left it, its old bytes come back; where the user edited around our block, only the block goes. */
function undoBlock(
  system: System,
  runFolder: string,
  { before, after }: JournalStep,
  step: StepOf<'block.write'> | StepOf<'block.remove'>,
): UndoEnd {
  const { path, id } = step;
  const now = system.files.stat(path);
  const sha256 = now?.kind === 'file' ? system.hash.file(path) : null;
  if (now !== undefined && sha256 === null) return refuse(path, changedSince);
  if (isAsBefore(system, path, before)) return { end: 'as-before' };
  if (sha256 === after) {
    // A block leaves the mode as it is, so that of now is the user's.
    const at = { path, seen: now ?? null };
    const change: FileChange =
      before.was === 'file'
        ? { ...at, kind: 'write', content: blob(system, runFolder, before.sha256), mode: now?.mode ?? before.mode }
        : { ...at, kind: 'remove' };
    return takeBack(system, { end: 'change', change });
  }
  if (now === undefined) return refuse(path, 'it was removed since');
  const text = system.environment.readBlock({ path, id });
  if (step.kind === 'block.remove') return refuse(path, changedSince);
  if (text === undefined) return { end: 'as-before' };
  if (text !== step.text) return refuse(path, 'our block in it was changed since');
  const old =
    before.was === 'file' ? readBlockText(blob(system, runFolder, before.sha256).toString('utf8'), id) : undefined;
  if (old === undefined) system.environment.removeBlock({ path, id });
  else system.environment.writeBlock({ path, id }, old);
  return { end: 'undone' };
}

async function undoChild(system: System, { path, undo }: StepOf<'child.run'>): Promise<UndoEnd> {
  if (undo.kind === 'none') return refuse(path, undo.reason);
  if (undo.kind === 'remove') {
    if (system.files.stat(path) === undefined) return { end: 'as-before' };
    system.files.removeTree(path);
    return { end: 'undone' };
  }
  const [command = '', ...args] = undo.argv;
  const reason = 'it takes back a command of a run that is undone';
  await system.processes.run(command, args, { cwd: path, changes: { folder: path, undo: { kind: 'none', reason } } });
  return { end: 'undone' };
}
