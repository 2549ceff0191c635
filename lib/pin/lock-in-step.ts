import type { PinFacts } from './compare';
import { writePinsLock } from './kept-lock';
import { entryFor, entryOf, listedTools } from './lock';
import { composeLock, type LockedTool } from './lock-file';
import type { LockedTree, Manager } from './manager';

interface Named {
  readonly manager: string;
  readonly tool: string;
}

/**
 * The lock after a run, where there is one: of the tools that were meant, what moved as it was resolved, what stayed as it was locked or is
 * installed, and nothing that is not listed; all others as they were.
 * @returns what `writePinsLock` does.
 */
export function keepLockInStep(
  { facts, lockFile }: { readonly facts: PinFacts; readonly lockFile: string },
  moved: readonly { readonly manager: Manager; readonly tree: LockedTree }[],
  isMeant: (one: Named) => boolean,
): readonly string[] {
  const { lock } = facts;
  if (lock === undefined) return [];
  const listed = listedTools(facts).filter(({ manager, tool }) => isMeant({ manager: manager.name, tool }));
  const entries = listed.flatMap(({ manager, tool }): readonly LockedTool[] => {
    const move = moved.find((one) => one.manager === manager && one.tree.tool === tool);
    if (move !== undefined) return [entryFor(facts, manager, move.tree)];
    const old = lock.tools.find((one) => one.manager === manager.name && one.tool === tool);
    return [entryOf(facts, manager, tool) ?? old].filter((entry) => entry !== undefined);
  });
  const after = composeLock([...lock.tools.filter((one) => !isMeant(one)), ...entries], lock);
  // Other line ends or another order are no news: the file may come from a checkout that has its own.
  return JSON.stringify(after) === JSON.stringify(composeLock(lock.tools, lock))
    ? []
    : writePinsLock(facts, lockFile, after);
}
