import type { PinFacts, PinRow } from './compare';

/**
 * The rows after a look at each file of what is as pinned, which are thousands: a file that was damaged is told by its size. What it consists of is
 * not read, and when it was changed says nothing, as a backup that was put back is no drift.
 */
export function inspectFiles(
  { world, managers }: Pick<PinFacts, 'world' | 'managers'>,
  rows: readonly PinRow[],
): readonly PinRow[] {
  const byName = new Map(managers.map((manager) => [manager.name, manager]));
  return rows.map((row) => {
    if (row.action !== 'keep') return row;
    const [first, ...more] = byName.get(row.manager)?.damagedFiles?.(world, row.tool) ?? [];
    if (first === undefined) return row;
    const which = more.length > 0 ? `${first} and ${more.length} more are` : `${first} is`;
    return { ...row, action: 'repair', reason: `${which} gone or not of the size that was installed` };
  });
}
