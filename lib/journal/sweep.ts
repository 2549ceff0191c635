import { dirname, join } from 'node:path';
import { isStackError } from '../kernel/fault';
import { ifPossible } from '../system/errno';
import type { System } from '../system/port';
import type { Step } from '../system/step';
import { whyUnsafe } from '../system/safe-folder';
import { sweepTemporaries } from '../system/temporaries';
import { isOver } from './expiry';
import type { Before } from './entry';
import { putLinksBack } from './link-away';
import { readRun, type JournaledRun } from './read';
import { blobsName, journalName, runFolders } from './run-folders';

const expiredName = 'expired.json';

/** The status that is noted for a run that was killed: what a shell says after SIGKILL. */
const killedStatus = 137;

/**
 * Puts the journal folder in order at the start of a changing run. Its lock is held, so whoever left a journal open is dead: what it left
 * half-made goes, and its journal is closed as cut off. Journals go that are older, by two clocks, than anything could be undone. A damaged
 * one is left for the health check to report, and all of a folder that is not ours alone: its journals may say anything. What the file system
 * does not let us clear up stays for the next run: it keeps nobody from working.
 */
export function sweepJournals(system: System, folder: string, keepDays: number): void {
  if (whyUnsafe(system, folder) !== undefined) return;
  // Old journals that a sweep was ended in the middle of removing.
  sweepTemporaries(system, folder, 'all');
  for (const runFolder of runFolders(system, folder)) {
    const run = tryRead(system, runFolder);
    if (run === 'damaged') continue;
    if (run === undefined) {
      // Killed before its first line, and so before its first change.
      ifPossible(() => {
        if (system.files.stat(join(runFolder, blobsName)) === undefined) system.files.removeTree(runFolder);
      });
      continue;
    }
    const unfinished = run.steps.filter(({ done }) => !done);
    if (run.status === null) putLinksBack(system, unfinished);
    for (const place of placesOf([...unfinished.map(({ step }) => step), ...run.inVain]))
      sweepTemporaries(system, place, 'all');
    if (run.status === null) {
      for (const entry of unfinished) {
        const { step } = entry;
        if (step.kind === 'move')
          ifPossible(() => {
            if (entry.free === true) dropHalfMove(system, step);
            dropSwappedLink(system, step, entry.before, run.steps);
          });
      }
      for (const place of [runFolder, join(runFolder, blobsName)]) sweepTemporaries(system, place, 'all');
      closeAsCutOff(system, run);
    }
    ifPossible(() => {
      if (isOver(system, join(runFolder, expiredName), run.began, keepDays)) system.files.removeTree(runFolder);
    });
  }
}

function tryRead(system: System, runFolder: string): JournaledRun | 'damaged' | undefined {
  try {
    return readRun(system, runFolder);
  } catch (error) {
    if (!isStackError(error)) throw error;
    return 'damaged';
  }
}

/** Files, links and moved folders are made under a temporary name beside their place; many of them may share a folder. */
function placesOf(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(steps.flatMap((step) => [dirname(step.path), dirname(step.kind === 'move' ? step.to : step.path)]));
}

/**
 * A move of a file that was killed between its new name and the end of the old one has left both; one over volumes that was killed between
 * the copy's arrival and the source's leave has left two, whole and alike. The new one goes, and the source is where it was. What differs is
 * somebody else's and stays; so is and does what was there before, however alike: such a move is not asked about here.
 */
function dropHalfMove({ files, hash }: System, { path, to }: Step & { readonly kind: 'move' }): void {
  const [source, copy] = [files.stat(path), files.stat(to)];
  if (source === undefined || copy === undefined) return;
  if (source.dev === copy.dev) {
    // One name may be met on two ways: by other letters where case says nothing, or through a linked folder.
    if (source.ino === copy.ino && source.names > 1) files.remove(to);
    return;
  }
  if (hash.tree(path) !== hash.tree(to)) return;
  if (copy.kind === 'folder') files.removeTree(to);
  else files.remove(to);
}

/** A move over a link that was killed between their swap and the end of the link has left the link where the moved had been. */
function dropSwappedLink(
  { links }: System,
  { path, to }: Step & { readonly kind: 'move' },
  moved: Before,
  steps: JournaledRun['steps'],
): void {
  const target = links.read(path);
  // Two equal links of the user's, and nothing has happened yet.
  if (moved.was === 'link' && moved.target === target) return;
  const isOurs = steps.some(
    ({ step, before }) =>
      step.kind === 'link.remove' && step.path === to && before.was === 'link' && before.target === target,
  );
  if (isOurs) links.remove(path);
}

/** Written whole: the last line of a killed run may be cut in the middle, and a line after it would make that damage. */
function closeAsCutOff(system: System, { folder }: JournaledRun): void {
  const path = join(folder, journalName);
  const content = system.files.read(path);
  const whole = content.subarray(0, content.lastIndexOf('\n') + 1);
  const at = new Date(system.clock.now()).toISOString();
  const close = `${JSON.stringify({ line: 'close', status: killedStatus, at, cutOff: true })}\n`;
  system.files.write(path, Buffer.concat([whole, Buffer.from(close)]), { mode: 0o600 });
}
