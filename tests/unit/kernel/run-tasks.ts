import { StackError } from '../../../lib/kernel/fault';
import type { ExitStatus, FailureStatus } from '../../../lib/kernel/exit';
import { buildGraph } from '../../../lib/kernel/graph';
import type { RunEvent, TaskResult } from '../../../lib/kernel/result';
import type { ScheduleOptions } from '../../../lib/kernel/schedule';
import { runGraph } from '../../../lib/kernel/scheduler';
import type { Dependencies, TaskSpec } from '../../../lib/kernel/task';

/** What a task body gets here. */
export interface Context {
  readonly name: string;
  readonly signal: AbortSignal;
}

/** A task but for its name. */
export type Plan = Omit<TaskSpec<Context>, 'name' | 'summary'>;

export interface Ran {
  readonly status: ExitStatus;
  /** The task whose failure it is. */
  readonly cause: TaskResult | null;
  readonly results: readonly TaskResult[];
  /** Names of the bodies that were started, in order. */
  readonly started: readonly string[];
  readonly events: readonly RunEvent[];
  /** `{ name: state }` of every result. */
  readonly states: Readonly<Record<string, TaskResult['state']>>;
  of(name: string): TaskResult;
}

let way: 'short' | 'long' = 'short';

/** Which way tasks go that could go the short one, from now on. */
export function goThe(wanted: 'short' | 'long'): void {
  way = wanted;
}

/** Runs the roots over tasks given as `{ name: deps or plan }`. */
export async function runTasks(
  plans: Readonly<Record<string, Dependencies | Plan>>,
  roots: readonly string[],
  options: Partial<ScheduleOptions<Context>> = {},
): Promise<Ran> {
  const started: string[] = [];
  const events: RunEvent[] = [];
  const specs = Object.entries(plans).map(([name, plan]) => {
    const { run, ...rest }: Plan = isPlan(plan) ? plan : { deps: plan, run: () => null };
    const body = (context: Context): unknown => {
      started.push(name);
      return run?.(context);
    };
    return [name, { name, summary: name, ...rest, ...(run === undefined ? {} : { run: body }) }] as const;
  });
  let ticks = 0;
  const { status, cause, results } = await runGraph(buildGraph(new Map(specs), roots), {
    jobs: 4,
    keepGoing: false,
    signal: new AbortController().signal,
    monotonic: () => (ticks += 1),
    prepare: (name, signal) => ({ context: { name, signal: signal() }, finish: (end) => end }),
    ...(options.prepare === undefined && way === 'short'
      ? { plain: ({ name }, signal) => ({ name, signal: signal() }) }
      : {}),
    onEvent: (event) => events.push(event),
    ...options,
  });
  return {
    status,
    cause,
    results,
    started,
    events,
    states: Object.fromEntries(results.map(({ name, state }) => [name, state])),
    of: (name) => {
      const result = results.find((each) => each.name === name);
      if (result === undefined) throw new Error(`${name} has no result`);
      return result;
    },
  };
}

/** A body that fails with a known fault. */
export function failing(exit: FailureStatus = 506): Plan {
  return {
    run: () => {
      throw new StackError('TST001', exit, 'it failed', 'try again', {});
    },
  };
}

/** A promise and the function that settles it. */
export function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

function isPlan(plan: Dependencies | Plan): plan is Plan {
  return !Array.isArray(plan);
}
