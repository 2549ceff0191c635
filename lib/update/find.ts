import { comparePins, type PinFacts, type PinRow, type ToolFailure } from '../pin';
import type { Decision } from './candidate';
import { checkUpdates } from './check';
import type { UpdateConfig } from './config';
import { readLastCheck } from './last-check';
import type { ToolName } from './patterns';

export interface FoundUpdates {
  readonly found: Pick<Decision, 'actionable' | 'pinProposals'>;
  readonly failures: readonly ToolFailure[];
  /** Tools that were asked about. */
  readonly asked: number;
  /** `manager:tool`: what the last check, which a dry run goes by, did not ask about. */
  readonly unknown: readonly string[];
}

/**
 * What there is to update: asked of the registries, and in a dry run, which starts nothing, as the last check found it, without what has
 * moved since.
 */
export async function findUpdates(facts: PinFacts, config: UpdateConfig): Promise<FoundUpdates> {
  const { dryRun, system, paths } = facts.world;
  if (!dryRun) {
    const { report, failures, asked } = await checkUpdates(facts, config, false);
    return { found: report, failures, asked, unknown: [] };
  }
  const last = readLastCheck(system, paths);
  const rows = comparePins(facts).filter(({ installed, action }) => installed !== null && action !== 'extra');
  const rowOf = ({ manager, tool }: ToolName): PinRow | undefined =>
    rows.find((row) => row.manager === manager && row.tool === tool);
  const actionable = last.actionable.filter((item) => rowOf(item)?.installed === item.installed);
  const pinProposals = last.pinProposals.filter((item) => rowOf(item)?.wanted === item.from);
  return {
    found: { actionable, pinProposals },
    failures: [],
    asked: actionable.length,
    unknown: rows
      .filter(({ manager, tool }) => last.latestOf(manager, tool) === undefined)
      .map(({ manager, tool }) => `${manager}:${tool}`),
  };
}
