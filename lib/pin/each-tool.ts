import { createLimit } from '../kernel/limit';
import { isStackError, type StackError } from '../kernel/fault';
import type { PinRow } from './compare';
import { registryUnreachable, toolDamaged } from './faults';
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

/**
 * Does something for each tool, as many at once as its manager allows. A fault stops its own tool alone; after one that says that the
 * registry did not answer, the tools of it that have not begun fail like that at once. The order of the jobs is kept.
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
        const down = unreachable.get(registryOf(job));
        if (down !== undefined) return { manager: manager.name, tool, fault: alike(down, job) };
        try {
          return { value: await work(job) };
        } catch (error) {
          if (!isStackError(error)) throw error;
          if (isDown(error)) unreachable.set(registryOf(job), error);
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

/** The registry did not answer: the next tool would only wait as long. One that refuses a tool may have the next one. */
function isDown({ code, data }: StackError): boolean {
  return code === registryUnreachable.page.code && data['refused'] !== true;
}

/** A scope of npm may have a registry of its own. */
function registryOf({ manager, tool }: ToolJob): string {
  const [, scope = ''] = /^(@[^/]+)\//.exec(tool) ?? [];
  return `${manager.name} ${scope}`;
}

function alike({ data }: StackError, { manager, tool }: ToolJob): StackError {
  return registryUnreachable({ manager: manager.name, tool, reason: String(data['reason']) });
}

/** What stands in the way of a tool that is there and not whole enough to be asked about; undefined for every other row. */
export function damageOfTool({ manager, tool, installed, action, reason }: PinRow): ToolFailure | undefined {
  if (installed !== null || action !== 'repair') return undefined;
  return { manager, tool, fault: toolDamaged({ manager, tool, reason: reason ?? 'it is not whole' }) };
}
