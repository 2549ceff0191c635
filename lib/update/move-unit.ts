import { isStackError } from '../kernel/fault';
import {
  forEachTool,
  installTree,
  toolDamaged,
  type InstallPace,
  type LockedTree,
  type Manager,
  type PinFacts,
  type ToolFailure,
} from '../pin';
import { schemeOf } from '../versions';
import type { Actionable } from './candidate';
import { notPutBack } from './faults';

export interface Move {
  readonly manager: Manager;
  readonly tool: string;
  readonly item: Actionable;
  readonly tree: LockedTree;
  /** What is there now, to put it back; undefined where its own lock is gone or damaged. */
  readonly before: LockedTree | undefined;
}

export interface MovedTool {
  readonly manager: string;
  readonly tool: string;
  readonly from: string;
  readonly to: string;
  readonly group: string | null;
}

export interface UnitReport {
  readonly moved: readonly MovedTool[];
  /** One that is among `moved` as well could not be put back. */
  readonly failed: readonly ToolFailure[];
  /** `manager:tool`: put back, because another tool of their group could not move. */
  readonly putBack: readonly string[];
  /** `manager:tool`: not begun, because another tool of their group could not move. */
  readonly waiting: readonly string[];
}

/** Moves the tools of a group, or one without a group: all of them, or they are put back. A group of which one has no way back is not begun. */
export async function moveUnit(
  world: PinFacts['world'],
  pace: InstallPace,
  unit: readonly Move[],
): Promise<UnitReport> {
  const stuck = unit.length > 1 ? unit.filter((move) => !hasWayBack(move)) : [];
  if (stuck.length > 0) return { ...nothing, failed: stuck.map(toStuck), waiting: unit.filter(hasWayBack).map(nameOf) };
  const { done, failed } = await forEachTool(unit, async (move) => {
    await installTree(world, move.manager, move.tree, pace);
    return move;
  });
  if (failed.length === 0 || done.length === 0) return { ...nothing, moved: done.map(toMoved), failed };
  const back = await forEachTool(done, async (move) => {
    await goBack(world, pace, move);
    return nameOf(move);
  });
  const lost = done.filter((move) => back.failed.some((one) => nameOf(move) === `${one.manager}:${one.tool}`));
  return {
    moved: lost.map(toMoved),
    failed: [...failed, ...back.failed.map((failure) => ({ ...failure, hasMoved: true }))],
    putBack: back.done,
    waiting: [],
  };
}

const nothing: UnitReport = { moved: [], failed: [], putBack: [], waiting: [] };

function hasWayBack({ manager, item, before }: Move): boolean {
  return before !== undefined && schemeOf(manager.scheme).compare(before.version, item.installed) === 0;
}

function toStuck({ manager: { name: manager }, tool }: Move): ToolFailure {
  const reason = 'its own lock is gone or damaged, so it could not be put back if another tool of its group failed';
  return { manager, tool, fault: toolDamaged({ manager, tool, reason }) };
}

/** The fault that it throws says where the tool is now. */
async function goBack(
  world: PinFacts['world'],
  pace: InstallPace,
  { manager, tool, item, before }: Move,
): Promise<void> {
  if (before === undefined) throw new Error(`${tool} has no way back`);
  try {
    await installTree(world, manager, before, pace);
  } catch (error) {
    if (!isStackError(error)) throw error;
    const { installed: from, target: at } = item;
    throw notPutBack({ manager: manager.name, tool, from, at, reason: error.message }, { cause: error });
  }
}

export function nameOf({ manager, tool }: Pick<Move, 'manager' | 'tool'>): string {
  return `${manager.name}:${tool}`;
}

function toMoved({ item: { manager, tool, installed, target, group } }: Move): MovedTool {
  return { manager, tool, from: installed, to: target, group };
}
