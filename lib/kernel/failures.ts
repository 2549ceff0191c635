import { combineStatuses } from './exit';
import { isFailure, type TaskResult } from './result';
import { groupMove, hardMove, numberOf, type Route } from './route';
import type { ScheduleOutcome } from './schedule';
import type { Ways } from './ways';

/** Which failures are those of the run, and of whom. */
export interface Failures {
  /** From now on the failure of this task is that of the run, also when it began behind a safe reference. */
  readonly demand: (at: number) => void;
  /** A task that the run depends on has ended. */
  readonly note: (result: TaskResult) => void;
  /** A task met the end of another one at this move. */
  readonly meet: (who: number, move: number, result: TaskResult) => void;
  /** The failure that a task met at the first of the moves behind it, if it met one that matters to it. */
  readonly blockerOf: (who: number) => TaskResult | undefined;
  /** It has ended with that. */
  readonly forget: (who: number) => void;
  /** How the whole ended: a failure that only safe references led to counts as 201, and is never the cause. */
  readonly endOf: (results: readonly TaskResult[]) => Pick<ScheduleOutcome, 'status' | 'cause'>;
}

export function createFailures<C>({ moves }: Route<C>, ways: Ways, onFailure: () => void): Failures {
  const hard = new Set<string>();
  const met = new Map<number, { readonly move: number; readonly result: TaskResult }>();
  return {
    note: (result) => {
      if (!isFailure(result)) return;
      hard.add(result.blockedBy ?? result.name);
      onFailure();
    },
    demand: (at) => {
      if (ways.isHard(at)) return;
      for (let open = [at], one = open.pop(); one !== undefined; one = open.pop()) {
        if (ways.isHard(one) || !ways.isBegun(one)) continue;
        ways.harden(one);
        if (ways.isWaiting(one)) open.push(...hardReferences(moves, ways.nexts[one] ?? 0));
      }
    },
    meet: (who, move, result) => {
      if (!isFailure(result) || ((moves[move] ?? 0) & 3) !== hardMove) return;
      const earlier = met.get(who);
      if (earlier === undefined || move < earlier.move) met.set(who, { move, result });
    },
    blockerOf: (who) => (met.size === 0 ? undefined : met.get(who)?.result),
    forget: (who) => {
      met.delete(who);
    },
    endOf: (results) => {
      const cause = results.find(({ name, state }) => state === 'failed' && hard.has(name)) ?? null;
      const statuses = results.map(({ state, status }) => (state === 'failed' ? 201 : status));
      return { status: cause?.status ?? combineStatuses(statuses), cause };
    },
  };
}

/** The tasks that the move at a place of the route needs, and whose failure matters. */
function hardReferences(moves: Int32Array, at: number): readonly number[] {
  const move = moves[at] ?? 0;
  const group = (move & 3) === groupMove ? moves.subarray(at + 1, at + 1 + numberOf(move)) : [move];
  return Array.from(group).flatMap((each) => ((each & 3) === hardMove ? [numberOf(each)] : []));
}
