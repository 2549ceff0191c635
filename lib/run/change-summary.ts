import type { OwnedPaths } from '../config/paths';
import { once } from '../kernel/once';
import { toType } from '../kernel/to-type';
import { inFolder } from '../system/in-folder';
import { isoTime } from '../system/iso-time';
import type { Step, StepKind } from '../system/step';

const wordsOf = once((): Readonly<Record<StepKind, readonly [one: string, many: string]>> => ({
  'file.write': ['file written', 'files written'],
  'folder.make': ['folder made', 'folders made'],
  move: ['item moved', 'items moved'],
  remove: ['item removed', 'items removed'],
  'tree.remove': ['folder removed with its contents', 'folders removed with their contents'],
  'mode.set': ['mode set', 'modes set'],
  'link.make': ['link made', 'links made'],
  'link.retarget': ['link pointed elsewhere', 'links pointed elsewhere'],
  'link.remove': ['link removed', 'links removed'],
  'block.write': ['block written', 'blocks written'],
  'block.remove': ['block removed', 'blocks removed'],
  'child.run': ['command run', 'commands run'],
}));

export interface ChangeFacts {
  readonly steps: readonly Step[];
  readonly reports: readonly string[];
  readonly paths: OwnedPaths;
  readonly runId: string;
  readonly dryRun: boolean;
  /** The run did all it should: only then is no change good news. */
  readonly isWell: boolean;
  /** Last day on which the run can be taken back; undefined where it cannot be. */
  readonly undoUntil: string | undefined;
}

/** The few lines at the end of a run: what changed, where the reports are, and the one command that takes it back. */
export function summariseChanges(facts: ChangeFacts): readonly string[] {
  const { steps, reports, paths, runId, dryRun, isWell, undoUntil } = facts;
  const counts = new Map<StepKind, number>();
  // What an undo notes down beside the journal of the run that it took back is nobody's file.
  const ours = inFolder(paths.journal, '');
  const told = steps.filter(({ kind, path }) => kind !== 'file.write' || !path.startsWith(ours));
  for (const { kind } of told) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].map(([kind, count]) => `${count} ${wordsOf()[kind][count === 1 ? 0 : 1]}`);
  const nothing = dryRun || !isWell ? [] : ['nothing had to be changed'];
  const changed = parts.length === 0 ? nothing : [`${dryRun ? 'would change' : 'changed'}: ${parts.join(', ')}`];
  const where = reports.length === 0 ? [] : [`reports: ${paths.reports} (${reports.map(baseName).join(', ')})`];
  const back =
    parts.length === 0 || undoUntil === undefined
      ? []
      : [`take it back: ${toType(`Undo.Run --run ${runId.slice(0, 8)}`)} (until ${undoUntil})`];
  return [...changed, ...where, ...back];
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** The last day on which a run of now can be taken back: after it the originals may be purged. */
export function undoDeadline(ttlDays: number, nowMs: number): string {
  return isoTime(nowMs + ttlDays * 86_400_000).slice(0, 10);
}
