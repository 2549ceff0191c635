import type { StuckPin } from './candidate';
import type { UpdateReport } from './check';
import type { OverriddenPin } from './pin-changes';

export interface FoundAnswer extends Pick<UpdateReport, 'actionable' | 'pinProposals' | 'stuckPins'> {
  /** Absent in a dry run. */
  readonly skipped?: UpdateReport['skipped'];
  /** Only in a dry run: what the last check cannot tell of. */
  readonly unknown?: readonly string[];
}

/** What can be done, and how many newer versions are not offered, by reason. */
export function describeUpdates({
  actionable,
  skipped = [],
  pinProposals,
  stuckPins,
  unknown = [],
}: FoundAnswer): string {
  const counts = new Map<string, number>();
  for (const { code } of skipped) counts.set(code, (counts.get(code) ?? 0) + 1);
  const reasons = [...counts].map(([code, count]) => `${count} ${code}`).join(', ');
  return [
    ...actionable.map(({ manager, tool, installed, target, group }) => {
      return `${manager}:${tool} ${installed} -> ${target}${group === null ? '' : ` (group ${group})`}`;
    }),
    ...(actionable.length > 0 ? [] : [unknown.length === 0 ? 'nothing to update' : 'nothing is known to update']),
    ...(skipped.length === 0 ? [] : [`not offered: ${reasons}`]),
    ...pinProposals.map(({ manager, tool, from, to }) => `pin of ${manager}:${tool}: ${from} could be ${to}`),
    ...describeStuck(stuckPins),
  ].join('\n');
}

/** Pins that somebody has to move by hand, a sentence each. */
export function describeStuck(stuckPins: readonly StuckPin[]): readonly string[] {
  return stuckPins.map(
    ({ manager, tool, pin, version }) =>
      `pin of ${manager}:${tool}: ${pin} holds back ${version} and cannot be moved for you; edit pins.${manager} of your config`,
  );
}

/** Pins that a variable sets, a sentence each. */
export function describeOverridden(pins: readonly OverriddenPin[]): readonly string[] {
  return pins.map(
    ({ manager, tool, from, to, variable }) =>
      `pin of ${manager}:${tool}: ${from} could be ${to}, and ${variable} sets it, which no file can change`,
  );
}

/** What is installed and should not be, a sentence each. */
export function describeRisks({ marked, vulnerable }: Pick<UpdateReport, 'marked' | 'vulnerable'>): readonly string[] {
  return [
    ...marked.map(({ manager, tool, version, kind, text, ...of }) => {
      const what = of.package === tool ? version : `needs ${of.package} ${version}, which`;
      return `${manager}:${tool} ${what} is ${kind}: ${text}`;
    }),
    ...vulnerable.map(({ manager, tool, version, id, severity, title, ...of }) => {
      const rated = severity === '' ? '' : ` (${severity})`;
      return `${manager}:${tool} has a known weakness, ${id}${rated} in ${of.package} ${version}: ${title}`;
    }),
  ];
}

/** Whose weaknesses nobody could tell, a sentence for each reason. */
export function describeGaps({ notAudited }: Pick<UpdateReport, 'notAudited'>): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { manager, tool, reason } of notAudited)
    byReason.set(reason, [...(byReason.get(reason) ?? []), `${manager}:${tool}`]);
  return [...byReason].map(([reason, names]) => {
    const [only = ''] = names;
    return names.length === 1
      ? `${only} was not audited: ${reason}`
      : `${names.length} tools were not audited (--verbose names them): ${reason}`;
  });
}
