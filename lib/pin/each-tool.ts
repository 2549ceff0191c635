import { createLimit } from '../kernel/limit';
import { isStackError, type StackError } from '../kernel/fault';
import type { PinRow } from './compare';
import { toolDamaged } from './faults';
import type { Manager } from './manager';

export interface ToolFailure {
  readonly manager: string;
  readonly tool: string;
  readonly fault: StackError;
  /** True where the fault says where the tool is now. Absent: it is as it was. */
  readonly hasMoved?: boolean;
}

export interface EachResult<T> {
  readonly done: readonly T[];
  readonly failed: readonly ToolFailure[];
}

interface ToolJob {
  readonly manager: Manager;
  readonly tool: string;
}

/** The registry of a manager did not answer: the next tool would only wait as long. */
const unreachableCode = 'PIN010';

/**
 * Does something for each tool, as many at once as its manager allows. A fault stops its own tool alone; after one that says that the
 * registry cannot be reached, the tools of that manager that have not begun fail with it at once. The order of the jobs is kept.
 */
export async function forEachTool<J extends ToolJob, T>(
  jobs: readonly J[],
  work: (job: J) => Promise<T>,
): Promise<EachResult<T>> {
  const limits = new Map(jobs.map(({ manager }) => [manager.name, createLimit(manager.can.parallel)]));
  const unreachable = new Map<string, StackError>();
  const ends = await Promise.all(
    jobs.map(async (job): Promise<{ readonly value: T } | ToolFailure> => {
      const { manager, tool } = job;
      const attempt = async (): Promise<{ readonly value: T } | ToolFailure> => {
        const down = unreachable.get(manager.name);
        if (down !== undefined) return { manager: manager.name, tool, fault: down };
        try {
          return { value: await work(job) };
        } catch (error) {
          if (!isStackError(error)) throw error;
          if (error.code === unreachableCode) unreachable.set(manager.name, error);
          return { manager: manager.name, tool, fault: error };
        }
      };
      const limit = limits.get(manager.name);
      return limit === undefined ? attempt() : limit(attempt);
    }),
  );
  return {
    done: ends.flatMap((end) => ('value' in end ? [end.value] : [])),
    failed: ends.flatMap((end) => ('value' in end ? [] : [end])),
  };
}

/** What stands in the way of a tool that is there and not whole enough to be asked about; undefined for every other row. */
export function damageOfTool({ manager, tool, installed, action, reason }: PinRow): ToolFailure | undefined {
  if (installed !== null || action !== 'repair') return undefined;
  return { manager, tool, fault: toolDamaged({ manager, tool, reason: reason ?? 'it is not whole' }) };
}
