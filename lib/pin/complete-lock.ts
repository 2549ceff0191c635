import { toType } from '../kernel/to-type';
import type { PinFacts } from './compare';
import { forEachTool } from './each-tool';
import { entryFor } from './lock';
import { composeLock, toLockedTree, type LockedTool, type PinsLock } from './lock-file';

/** A tool whose lock may hold on this platform alone, and why. */
export interface NarrowTool {
  readonly manager: string;
  readonly tool: string;
  readonly reason: string;
  /** What to type. */
  readonly fix: string;
}

export interface CompletedLock {
  readonly lock: PinsLock;
  readonly narrow: readonly NarrowTool[];
}

/**
 * The lock with the hashes of the files for other platforms, which only an index knows: a machine has those of its own. An index that cannot be
 * asked stops nothing; what it would have told is named. In a dry run nobody is asked.
 */
export async function completeLock(facts: PinFacts, lock: PinsLock): Promise<CompletedLock> {
  if (facts.world.dryRun) return { lock, narrow: [] };
  const jobs = lock.tools.flatMap((entry) => {
    const manager = facts.managers.find(({ name }) => name === entry.manager);
    return manager?.completeTree === undefined ? [] : [{ manager, tool: entry.tool, entry }];
  });
  const { done, failed } = await forEachTool(jobs, async ({ manager, tool, entry }) => {
    const tree = toLockedTree(entry);
    const { tree: whole, unconfirmed } = (await manager.completeTree?.(facts.world, tree)) ?? { tree, unconfirmed: [] };
    return { manager: manager.name, tool, entry: entryFor(facts, manager, whole), unconfirmed };
  });
  const others = lock.tools.filter(
    (entry) => !done.some((one) => one.manager === entry.manager && one.tool === entry.tool),
  );
  return {
    lock: composeLock([...others, ...done.map(({ entry }) => entry)], facts.lock),
    narrow: [
      ...done.flatMap(({ manager, tool, unconfirmed }) => {
        if (unconfirmed.length === 0) return [];
        const reason = `the index does not name the files of ${unconfirmed.join(', ')} that are locked`;
        return [{ manager, tool, reason, fix: toType('Pin.Lock --from config') }];
      }),
      ...failed
        .filter(({ manager, tool }) =>
          others.some((one) => isNarrow(one) && one.manager === manager && one.tool === tool),
        )
        .map(({ manager, tool, fault }) => ({ manager, tool, reason: fault.message, fix: fault.fix })),
    ],
  };
}

/** Of what an index told there is mostly more than one file; of one alone nobody knows whether there are others. */
function isNarrow({ packages }: LockedTool): boolean {
  return packages.some(({ integrity }) => integrity.length < 2);
}
