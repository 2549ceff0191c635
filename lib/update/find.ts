import type { PinFacts, ToolFailure } from '../pin';
import type { Decision } from './candidate';
import { checkUpdates } from './check';
import type { UpdateConfig } from './config';
import { readLastCheck } from './last-check';

export interface FoundUpdates {
  readonly found: Pick<Decision, 'actionable' | 'pinProposals'>;
  readonly failures: readonly ToolFailure[];
  /** Tools that were asked about. */
  readonly asked: number;
}

/** What there is to update: asked of the registries, and in a dry run, which starts nothing, as the last check found it. */
export async function findUpdates(facts: PinFacts, config: UpdateConfig): Promise<FoundUpdates> {
  const { dryRun, system, paths } = facts.world;
  if (!dryRun) {
    const { report, failures, asked } = await checkUpdates(facts, config, false);
    return { found: report, failures, asked };
  }
  const found = readLastCheck(system, paths);
  return { found, failures: [], asked: found.actionable.length };
}
