import {
  composeLock,
  entryFor,
  forEachTool,
  installTree,
  writePinsLock,
  type InstallPace,
  type LockedTree,
  type Manager,
  type PinFacts,
  type ToolFailure,
} from '../pin';
import type { Actionable } from './candidate';

export interface MovedTool {
  readonly manager: string;
  readonly tool: string;
  readonly from: string;
  readonly to: string;
  readonly group: string | null;
}

export interface MoveReport {
  readonly moved: readonly MovedTool[];
  readonly failed: readonly ToolFailure[];
  /** `manager:tool`: put back, because another tool of their group could not move. */
  readonly putBack: readonly string[];
  /** Tools whose lock holds on this platform alone now, a sentence each. */
  readonly narrow: readonly string[];
}

export interface MoveRequest {
  readonly facts: PinFacts;
  readonly lockFile: string;
  readonly pace: InstallPace;
}

interface Move {
  readonly manager: Manager;
  readonly tool: string;
  readonly item: Actionable;
  readonly tree: LockedTree;
  /** What is there now, to put it back. */
  readonly before: LockedTree | undefined;
}

/**
 * Moves tools to the versions that the policy chose. All are resolved before one is moved, so without a network nothing is touched; a group
 * moves as a whole or is put back. A lock that exists is kept in step.
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
  const units = toUnits(done.filter(({ item }) => item.group === null || !unresolved.has(item.group)));
  const moved: MovedTool[] = [];
  const failures = [...failed];
  const putBack: string[] = [];
  for (const unit of units) {
    const end = await moveUnit(request, unit);
    moved.push(...end.moved);
    failures.push(...end.failed);
    putBack.push(...end.putBack);
  }
  return { moved, failed: failures, putBack, narrow: keepLockInStep(request, done, moved) };
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

async function moveUnit(request: MoveRequest, unit: readonly Move[]): Promise<Omit<MoveReport, 'narrow'>> {
  const { done, failed } = await forEachTool(unit, async (move) => {
    await installTree(request.facts.world, move.manager, move.tree, request.pace);
    return move;
  });
  if (failed.length === 0 || done.length === 0) return { moved: done.map(toMoved), failed, putBack: [] };
  const back = await forEachTool(done, async (move) => {
    if (move.before !== undefined) await installTree(request.facts.world, move.manager, move.before, request.pace);
    return `${move.manager.name}:${move.tool}`;
  });
  return { moved: [], failed: [...failed, ...back.failed], putBack: back.done };
}

function keepLockInStep(
  { facts, lockFile }: MoveRequest,
  moves: readonly Move[],
  moved: readonly MovedTool[],
): readonly string[] {
  const { lock } = facts;
  if (lock === undefined || moved.length === 0) return [];
  const entries = moves
    .filter(({ manager, tool }) => moved.some((one) => one.manager === manager.name && one.tool === tool))
    .map(({ manager, tree }) => entryFor(facts, manager, tree));
  const others = lock.tools.filter(
    (old) => !entries.some(({ manager, tool }) => manager === old.manager && tool === old.tool),
  );
  return writePinsLock(facts, lockFile, composeLock([...others, ...entries], lock));
}

function groupOf(items: readonly Actionable[], manager: string, tool: string): string | null {
  return items.find((item) => item.manager === manager && item.tool === tool)?.group ?? null;
}

function toMoved({ item: { manager, tool, installed, target, group } }: Move): MovedTool {
  return { manager, tool, from: installed, to: target, group };
}
