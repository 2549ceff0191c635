import { forEachTool, keepLockInStep, type InstallPace, type PinFacts } from '../pin';
import type { Actionable } from './candidate';
import { moveUnit, nameOf, type Move, type UnitReport } from './move-unit';
import type { ToolName } from './patterns';

export interface MoveReport extends UnitReport {
  /** Tools whose lock holds on this platform alone now, a sentence each. */
  readonly narrow: readonly string[];
}

export interface MoveRequest {
  readonly facts: PinFacts;
  readonly lockFile: string;
  readonly pace: InstallPace;
}

/**
 * Moves tools to the versions that the policy chose. All are resolved before one is moved, so without a network nothing is touched; a group
 * moves as a whole or is put back, and one that could not be put back is not begun. A lock that exists is kept in step.
 */
export async function moveTools(request: MoveRequest, items: readonly Actionable[]): Promise<MoveReport> {
  const { facts } = request;
  const managers = new Map(facts.managers.map((manager) => [manager.name, manager]));
  const jobs = items.flatMap((item) => {
    const manager = managers.get(item.manager);
    return manager === undefined ? [] : [{ manager, tool: item.tool, item }];
  });
  const { done, failed } = await forEachTool(jobs, async ({ manager, tool, item }): Promise<Move> => ({
    manager,
    tool,
    item,
    tree: await manager.lockTree(facts.world, tool, item.target),
    before: manager.readLock(facts.world, tool),
  }));
  const unresolved = new Set(
    failed.map(({ manager, tool }) => groupOf(items, manager, tool)).filter((name) => name !== null),
  );
  const waits = ({ item }: Move): boolean => item.group !== null && unresolved.has(item.group);
  const ends: UnitReport[] = [{ moved: [], failed, putBack: [], waiting: done.filter(waits).map(nameOf) }];
  for (const unit of toUnits(done.filter((move) => !waits(move))))
    ends.push(await moveUnit(facts.world, request.pace, unit));
  const moved = ends.flatMap((end) => end.moved);
  const hasMoved = ({ manager, tool }: ToolName): boolean =>
    moved.some((one) => one.manager === manager && one.tool === tool);
  return {
    moved,
    failed: ends.flatMap((end) => end.failed),
    putBack: ends.flatMap((end) => end.putBack),
    waiting: ends.flatMap((end) => end.waiting),
    narrow: keepLockInStep(
      request,
      done.filter(({ manager, tool }) => hasMoved({ manager: manager.name, tool })),
      hasMoved,
    ),
  };
}

/** One unit per group, one per tool without a group. */
function toUnits(moves: readonly Move[]): readonly (readonly Move[])[] {
  const units = new Map<string, Move[]>();
  for (const move of moves) {
    const { group, manager, tool } = move.item;
    const key = group === null ? `tool ${manager} ${tool}` : `group ${group}`;
    units.set(key, [...(units.get(key) ?? []), move]);
  }
  return [...units.values()];
}

function groupOf(items: readonly Actionable[], manager: string, tool: string): string | null {
  return items.find((item) => item.manager === manager && item.tool === tool)?.group ?? null;
}
