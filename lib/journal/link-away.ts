import { dirname } from 'node:path';
import { ifPossible } from '../system/errno';
import type { System } from '../system/port';
import { whyUnsafe } from '../system/safe-folder';
import type { Step } from '../system/step';
import { sweepTemporaries } from '../system/temporaries';
import type { JournalStep } from './entry';
import { hasLinkNote, linkNote } from './link-note';

/** A link that makes room for what is moved to its place. */
interface LinkAway {
  readonly path: string;
  readonly target: string;
  /** Where what is moved comes from, and lies until it has come. */
  readonly from: string;
}

/** Boot and start tell the process that is at it from a later one with the same id. */
type Note = LinkAway & { readonly pid: number; readonly boot: string; readonly start: string };

/**
 * Makes steps. Where something takes the place of a link, a note lies beside the journals meanwhile: a kill may leave the link beside its place,
 * and the next command is to put it back, which would not look into journals.
 */
export function notingLinks(
  system: System,
  folder: string,
  steps: readonly Pick<JournalStep, 'step' | 'before'>[],
  act: () => void,
): void {
  const [away] = linksAway(steps);
  if (away === undefined) {
    act();
    return;
  }
  const { pid, bootId: boot, processStart: start } = system.machine;
  const note: Note = { ...away, pid, boot, start };
  const path = linkNote(folder);
  // A kill takes nothing of it. When the machine went down the next changing run finds the link in the journal.
  system.files.write(path, `${JSON.stringify(note)}\n`, { mode: 0o600, durable: false });
  try {
    act();
  } finally {
    ifPossible(() => {
      system.files.remove(path);
    });
  }
}

/**
 * Puts the link back that a killed run has left beside its place, and answers its path; undefined where there is none.
 */
export function putLinkBack(system: System, folder: string): string | undefined {
  const { files, machine, processes } = system;
  if (!hasLinkNote(files, folder) || whyUnsafe(system, folder) !== undefined) return undefined;
  const path = linkNote(folder);
  return ifPossible(() => {
    const text = files.readText(path);
    const note = parse(text);
    if (note !== undefined && note.boot === machine.bootId && processes.isAlive(note.pid, note.start)) return undefined;
    const isBack = note !== undefined && makeAgain(system, note);
    // Another command may have done the same, and begun to move something itself.
    if (files.stat(path) !== undefined && files.readText(path) === text) files.remove(path);
    if (isBack) sweepTemporaries(system, dirname(note.path), 'dead');
    return isBack ? note.path : undefined;
  });
}

/** Makes the links again that unfinished steps of a killed run have left beside their places. */
export function putLinksBack(system: System, unfinished: readonly JournalStep[]): void {
  for (const away of linksAway(unfinished)) ifPossible(() => makeAgain(system, away));
}

function linksAway(steps: readonly Pick<JournalStep, 'step' | 'before'>[]): readonly LinkAway[] {
  return steps.flatMap(({ step: { kind, path }, before }, index): readonly LinkAway[] => {
    const next: Step | undefined = steps[index + 1]?.step;
    if (kind !== 'link.remove' || before.was !== 'link' || next?.kind !== 'move' || next.to !== path) return [];
    return [{ path, target: before.target, from: next.path }];
  });
}

/** Only while what was to come still lies where it came from: else it has come, and whoever took it away since meant to. */
function makeAgain({ files, links }: System, { path, target, from }: LinkAway): boolean {
  const isAway =
    files.stat(path) === undefined && files.stat(from) !== undefined && files.stat(dirname(path)) !== undefined;
  if (isAway) links.make(path, target);
  return isAway;
}

function parse(text: string): Note | undefined {
  try {
    // Our own writer made it whole, in a folder that only the user can write to.
    return JSON.parse(text) as Note;
  } catch {
    // Edited, or what a full disk took of it.
    return undefined;
  }
}
