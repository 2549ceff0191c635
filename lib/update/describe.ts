import type { UpdateReport } from './check';

/** What can be done, and how many newer versions are not offered, by reason. */
export function describeUpdates({ actionable, skipped, pinProposals }: UpdateReport): string {
  const counts = new Map<string, number>();
  for (const { code } of skipped) counts.set(code, (counts.get(code) ?? 0) + 1);
  const reasons = [...counts].map(([code, count]) => `${count} ${code}`).join(', ');
  return [
    ...actionable.map(({ manager, tool, installed, target, group }) => {
      return `${manager}:${tool} ${installed} -> ${target}${group === null ? '' : ` (group ${group})`}`;
    }),
    ...(actionable.length === 0 ? ['nothing to update'] : []),
    ...(skipped.length === 0 ? [] : [`not offered: ${reasons}`]),
    ...pinProposals.map(({ manager, tool, from, to }) => `pin of ${manager}:${tool}: ${from} could be ${to}`),
  ].join('\n');
}
