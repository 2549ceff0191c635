import { noVersionFits } from './faults';
import { pinOf, usableEntry, type PinFacts, type PinRow } from './compare';
import { toLockedTree } from './lock-file';
import { newestVersion } from './pretended-tree';
import type { LockedTree, Manager, ManagerWorld, OfferedTool } from './manager';
import type { VersionRange } from '../versions';

/** Picks the version to install from what the registry offers, or says why none may come; `refused` is undefined where the pin includes none. */
export type ChooseVersion = (
  manager: Manager,
  offered: OfferedTool,
  pin: string | undefined,
) => { readonly version: string } | { readonly refused: string | undefined };

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
  return manager.lockTree(world, row.tool, await chooseOffered(world, manager, row.tool, pin, choose));
}

/** The version of a tool that has none named, from what the registry offers. @throws `noVersionFits` (PIN014, 504), and as `newest`. */
export async function chooseOffered(
  world: ManagerWorld,
  manager: Manager,
  tool: string,
  pin: VersionRange | undefined,
  choose: ChooseVersion,
): Promise<string> {
  const chosen = choose(manager, await manager.newest(world, tool, pin), pin?.text);
  if ('version' in chosen) return chosen.version;
  const { refused = null } = chosen;
  throw noVersionFits({ manager: manager.name, tool, pin: pin?.text ?? null, refused });
}
