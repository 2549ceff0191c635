import type { System } from '../system/port';
import { compareBin, manifestUnderWay, type Difference, type KeptFile } from './difference';
import { noteFolder } from './folders';
import { manifestPath, readManifest, renderManifest, type Manifest, type OwnedFile } from './manifest';
import { isOfPending, type ListedTool } from './pending-tools';
import type { Command } from './plan';
import { isStillCalled, silentTools, tellSilent, type SilentTool } from './silent-tools';
import { survey, type MasterbinFacts, type Survey } from './survey';
import { wishedFiles, type FormlessCommand, type RefusedForm } from './wished-files';

export interface RebuildReport {
  readonly bin: string;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly kept: readonly KeptFile[];
  readonly commands: readonly Command[];
  readonly unreadable: Survey['unreadable'];
  /** Forms that a command cannot have. */
  readonly refused: readonly RefusedForm[];
  /** Commands that can have none of the forms asked for: a wrapper they have stays as it is. */
  readonly formless: readonly FormlessCommand[];
  /** Listed tools that offer no program, and what becomes of their wrappers. */
  readonly silent: readonly SilentTool[];
}

/**
 * Makes the bin folder hold one wrapper for each command of the sources, and nothing else of ours.
 * @param pending tools whose programs are not known yet: their wrappers stay as they are.
 */
export function rebuild(facts: MasterbinFacts, pending: readonly ListedTool[] = []): RebuildReport {
  const { system, paths } = facts;
  const { commands, unreadable } = survey(facts);
  const { wished, refused, formless } = wishedFiles(facts, commands);
  const manifest = readManifest(system.files, paths.bin);
  const unknown = new Set(unreadable.map(({ source }) => source));
  const silent = silentTools(facts, commands).filter(
    // Of a source that cannot be read nobody knows what its tools offer.
    ({ manager, project }) => !unknown.has(manager) && !pending.some((one) => one.project === project),
  );
  const stays = (owned: OwnedFile): boolean =>
    unknown.has(owned.source) ||
    isOfPending(pending, owned) ||
    isStillCalled(facts, silent, owned) ||
    formless.some(({ command }) => command === owned.command);
  const difference = compareBin(system, paths.bin, wished, manifest, stays);
  if (difference.after.files.size > 0) noteFolder(system, paths);
  applyDifference(system, paths.bin, manifest, difference);
  const { written, removed, unchanged, kept } = difference;
  return {
    bin: paths.bin,
    written,
    removed,
    unchanged,
    kept,
    commands,
    unreadable,
    refused,
    formless,
    silent: tellSilent(silent, manifest, difference.after),
  };
}

/**
 * Changes the folder. The list of what is ours goes first and knows every file by its old and its new hash, so that a kill anywhere leaves
 * each wrapper whole, old or new, and recognisable as ours.
 */
export function applyDifference(system: System, bin: string, manifest: Manifest, difference: Difference): void {
  const { files } = system;
  const { changes, after } = difference;
  const path = manifestPath(bin);
  const list = (text: string): void => {
    files.write(path, text, { mode: 0o644 });
  };
  if (changes.length > 0) {
    files.makeFolder(bin);
    list(renderManifest(manifestUnderWay(manifest, difference)));
    files.changeMany(changes);
  }
  if (after.files.size > 0) list(renderManifest(after));
  else if (files.stat(path) !== undefined) files.remove(path);
}
