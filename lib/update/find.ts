import { comparePins, type PinFacts, type PinRow, type ToolFailure } from '../pin';
import type { Decision } from './candidate';
import { checkUpdates } from './check';
import type { UpdateConfig } from './config';
import { digestOf } from './digest';
import { readLastCheck } from './last-check';
import type { ToolName } from './patterns';
import { countAbsent } from './tell-absent';

type Decisions = Pick<Decision, 'actionable' | 'pinProposals' | 'stuckPins'>;

export interface FoundUpdates {
  readonly found: Decisions;
  readonly failures: readonly ToolFailure[];
  /** Tools that were asked about. */
  readonly asked: number;
  /** Listed tools that are not installed. */
  readonly absent: number;
  /** `manager:tool`: what the last check, which a dry run goes by, did not ask about, or asked under another pin, policy or version. */
  readonly unknown: readonly string[];
}

/**
 * What there is to update: asked of the registries, and in a dry run, which starts nothing, as the last check found it under the pins
 * and the policy of today, without what has moved since.
 */
export async function findUpdates(facts: PinFacts, config: UpdateConfig): Promise<FoundUpdates> {
  const { dryRun, system, paths } = facts.world;
  if (!dryRun) {
    const { report, failures, asked, absent } = await checkUpdates(facts, config, false);
    return { found: report, failures, asked, absent, unknown: [] };
  }
  const last = readLastCheck(system, paths);
  const all = comparePins(facts);
  const rows = all.filter(({ installed, action }) => installed !== null && action !== 'extra');
  const isSamePolicy = last.policy === digestOf(config, system);
  // One that went where the check would have it is as the check knows it.
  const isKnown = ({ manager, tool, wanted, installed }: PinRow): boolean => {
    const then = last.answerThen(manager, tool);
    const target = last.actionable.find(isTool({ manager, tool }))?.target;
    return then !== undefined && then.pin === wanted && (installed === then.installed || installed === target);
  };
  const changed = rows.filter((row) => !isSamePolicy || !isKnown(row));
  const groups = last.actionable.filter((item) => changed.some(isTool(item))).map(({ group }) => group);
  // What a group would do nobody knows while one of it is unknown.
  const held = last.actionable.filter(({ group }) => group !== null && groups.includes(group));
  const unknown = rows.filter((row) => changed.includes(row) || held.some(isTool(row)));
  const known = rows.filter((row) => !unknown.includes(row));
  const actionable = last.actionable.filter((item) => known.find(isTool(item))?.installed === item.installed);
  return {
    found: {
      actionable,
      pinProposals: last.pinProposals.filter((item) => known.find(isTool(item))?.wanted === item.from),
      stuckPins: last.stuckPins.filter((item) => known.find(isTool(item))?.wanted === item.pin),
    },
    failures: [],
    asked: actionable.length,
    absent: countAbsent(all),
    unknown: unknown.map(({ manager, tool }) => `${manager}:${tool}`),
  };
}

function isTool({ manager, tool }: ToolName): (other: ToolName) => boolean {
  return (other) => other.manager === manager && other.tool === tool;
}
