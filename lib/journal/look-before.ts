import { assertSeen } from '../system/as-seen';
import { withBlock, withoutBlock } from '../system/block-files';
import { unreadable } from '../system/faults';
import type { System } from '../system/port';
import type { Entry } from '../system/ports/files';
import type { Step, StepKind } from '../system/step';
import { hashBytes } from '../system/tree-hash';
import { folderId, type Before } from './entry';

/** What lay at the path of a step when its intent was worked out. */
export interface Seen {
  readonly step: Step;
  readonly entry: Entry | undefined;
  readonly before: Before;
  /** What the journal has to keep. A moved or re-moded file keeps its content; only what is overwritten or removed needs a copy. */
  readonly content: Buffer | undefined;
}

/** Steps after which what lay at the path is there no more. */
const replacing: readonly StepKind[] = [
  'file.write', 'remove', 'block.write', 'block.remove', 'link.retarget', 'link.remove',
]; // prettier-ignore

/** @throws faults of the file system (506): what cannot be kept is not changed. */
export function lookBefore(system: System, step: Step): Seen {
  const { path } = step;
  const entry = system.files.stat(path);
  const seen = { step, entry, content: undefined };
  switch (entry?.kind) {
    case undefined:
      return { ...seen, before: { was: 'absent' } };
    case 'folder': {
      const id = step.kind === 'move' ? { id: folderId(entry) } : {};
      return { ...seen, before: { was: 'folder', mode: entry.mode, ...id } };
    }
    case 'link': {
      const target = system.links.read(path) ?? '';
      // It decodes to U+FFFD, and would come back as another link.
      if (replacing.includes(step.kind) && target.includes('\uFFFD'))
        throw unreadable({ path, reason: 'its target is not UTF-8' });
      return { ...seen, before: { was: 'link', target } };
    }
    case 'file': {
      const content = replacing.includes(step.kind) ? system.files.read(path) : undefined;
      const sha256 = content === undefined ? system.files.sha256(path) : hashBytes(content);
      return { ...seen, content, before: { was: 'file', sha256, mode: entry.mode } };
    }
    default:
      return { ...seen, before: { was: 'other' } };
  }
}

/** Worked out beforehand: a run that is killed right after the change must be undone byte for byte too. */
export function afterOf({ step, content }: Seen): { readonly after?: string | null } {
  if (step.kind !== 'block.write' && step.kind !== 'block.remove') return {};
  if (step.kind === 'block.write') return { after: hashBytes(withBlock(content, step.id, step.text)) };
  const rest = content === undefined ? undefined : withoutBlock(content, step.id);
  return { after: rest === undefined ? null : hashBytes(rest) };
}

/** Judged by all steps of the change: a move over a link takes that away. Two links may be equal, and neither tells then whose it is. */
export function freeOf({ files }: System, { step, before }: Seen, change: readonly Step[]): { readonly free?: true } {
  if (step.kind !== 'move') return {};
  const makesRoom =
    before.was !== 'link' && change.some(({ kind, path }) => kind === 'link.remove' && path === step.to);
  return makesRoom || files.stat(step.to) === undefined ? { free: true } : {};
}

/** Asked when it is done: a volume may refuse to rename a folder (a layered one, a bound one), and what arrives then is a copy with an id of its own. */
export function arrivedOf({ files }: System, seen: Seen | undefined): { readonly arrived?: string } {
  if (seen?.step.kind !== 'move' || seen.entry?.kind !== 'folder') return {};
  const now = files.stat(seen.step.to);
  return now?.kind !== 'folder' || folderId(now) === folderId(seen.entry) ? {} : { arrived: folderId(now) };
}

/**
 * Looks again when all is on the disk, which takes a while: what an editor has saved in it is in no journal, and would be lost.
 * @throws `fileExists` (SYS002), `unwritable` (SYS004), both 506.
 */
export function assertAsSeen({ files }: System, { step: { kind, path }, entry }: Seen): void {
  if (!replacing.includes(kind) || entry?.kind === 'folder') return;
  assertSeen(path, entry, files.stat(path));
}
