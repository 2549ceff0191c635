import { noVersionFits } from './faults';
import { pinOf, usableEntry, type PinFacts, type PinRow } from './compare';
import { toLockedTree } from './lock-file';
import { newestVersion } from './pretended-tree';
import type { LockedTree, Manager, OfferedTool } from './manager';

/** Picks the version to install from what the registry offers; undefined where none may be. */
export type ChooseVersion = (manager: Manager, offered: OfferedTool, pin: string | undefined) => string | undefined;

/**
 * The tree to install for a row: the locked one, or one that the registry resolves now for the exact version or the newest that fits.
 * Nothing is installed. @throws `noVersionFits` (PIN014, 504), and what `newest` and `lockTree` of the manager throw.
 */
export async function resolveTree(
  facts: PinFacts,
  manager: Manager,
  row: Pick<PinRow, 'tool'> & Partial<PinRow>,
  choose: ChooseVersion,
): Promise<LockedTree> {
  const { world } = facts;
  const pin = pinOf(facts, manager, row.tool);
  const entry = usableEntry(facts, manager, row.tool, pin);
  if (entry !== undefined) return toLockedTree(entry);
  // What is damaged goes back to its own lock, and without one to the version that is there: repairing moves nothing. Of what is only half
  // there the lock may be left.
  const own = row.action === 'repair' || row.action === 'install' ? manager.readLock(world, row.tool) : undefined;
  if (own !== undefined && (pin?.includes(own.version) ?? true)) return own;
  const there = row.action === 'repair' ? (row.installed ?? undefined) : undefined;
  const exact = pin?.exact ?? there;
  if (exact !== undefined) return manager.lockTree(world, row.tool, exact);
  // No registry is asked in a dry run; which version it will be, the real run will find out.
  if (world.dryRun) return manager.lockTree(world, row.tool, newestVersion);
  const offered = await manager.newest(world, row.tool, pin);
  const version = choose(manager, offered, pin?.text);
  if (version === undefined) throw noVersionFits({ manager: manager.name, tool: row.tool, pin: pin?.text ?? null });
  return manager.lockTree(world, row.tool, version);
}
