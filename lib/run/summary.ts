import { groupsOf, type Graph } from '../kernel/graph';
import type { TaskResult } from '../kernel/result';
import type { TaskContext } from './context';

/** Where the time of a run went. All times in whole milliseconds since its start. */
export interface RunSummary {
  readonly total_ms: number;
  /** The chain of tasks that made the run as long as it was: making one of them faster makes the run faster. */
  readonly critical_path: readonly string[];
  readonly tasks: readonly SummaryTask[];
}

export interface SummaryTask {
  readonly task: string;
  readonly state: TaskResult['state'];
  readonly start_ms: number;
  /** From its start to its end. */
  readonly duration_ms: number;
  /** Of that, what the tasks took that it needs: those behind its condition, or between two pieces of its code. */
  readonly needs_ms: number;
  /** Between the end of the last task it needed and its own start: time spent waiting for a slot. */
  readonly wait_ms: number;
}

/** Works out waits and the critical path from the graph and what its tasks took. */
export function summariseRun(graph: Graph<TaskContext>, results: readonly TaskResult[]): RunSummary {
  const byName = new Map(results.map((result) => [result.name, result]));
  const before = predecessors(graph);
  const resultsOf = (names: Iterable<string>): readonly TaskResult[] =>
    [...names].flatMap((name) => byName.get(name) ?? []);
  // What ended after the task began was no condition of its beginning: another task needed both, in another order.
  const conditions = (task: TaskResult): readonly TaskResult[] =>
    resultsOf(before.get(task.name) ?? []).filter((other) => endOf(other) <= task.startMs + 0.5);
  /** What it needs itself may also begin after its condition, or between two pieces of its code. */
  const groups = ({ name }: TaskResult): readonly (readonly TaskResult[])[] => {
    const node = graph.nodes.get(name);
    return node === undefined ? [] : groupsOf(node).map((group) => resultsOf(group.map((other) => other.name)));
  };
  const needed = (task: TaskResult): readonly TaskResult[] => [
    ...conditions(task),
    ...groups(task)
      .flat()
      .filter((other) => other.startMs >= task.startMs && endOf(other) <= endOf(task)),
  ];
  const last = latest(results);
  return {
    total_ms: last === undefined ? 0 : Math.round(endOf(last)),
    critical_path: pathTo(last, needed),
    tasks: [...results]
      .sort((a, b) => a.startMs - b.startMs)
      .map((task) => {
        const { name, state, startMs, durationMs, waitMs } = task;
        const previous = latest(conditions(task));
        // A task that needs nothing was ready from the start, and says itself what it waited for a slot.
        const wait = previous === undefined ? waitMs : startMs - endOf(previous);
        return {
          task: name,
          state,
          start_ms: Math.round(startMs),
          duration_ms: Math.round(durationMs),
          needs_ms: Math.round(needsMs(task, groups)),
          wait_ms: Math.max(0, Math.round(wait)),
        };
      }),
  };
}

/** Of the time of a task, what it spent on none of its own code: each group that began after it, with all beneath, from first to last. */
function needsMs(task: TaskResult, groupsOfTask: (task: TaskResult) => readonly (readonly TaskResult[])[]): number {
  const isLate = (other: TaskResult): boolean => other.startMs >= task.startMs && endOf(other) <= endOf(task);
  let spent = 0;
  let doneMs = task.startMs;
  for (const group of groupsOfTask(task)) {
    const beneath = new Set<TaskResult>();
    for (let open = group.filter(isLate), one = open.pop(); one !== undefined; one = open.pop()) {
      if (beneath.has(one)) continue;
      beneath.add(one);
      open.push(...groupsOfTask(one).flat().filter(isLate));
    }
    if (beneath.size === 0) continue;
    const from = Math.max(doneMs, Math.min(...[...beneath].map(({ startMs, waitMs }) => startMs - waitMs)));
    const to = Math.max(from, ...group.filter(isLate).map(endOf));
    spent += to - from;
    doneMs = to;
  }
  return spent;
}

/** What each task may have waited for: the tasks it needs, those of the group before it where it was needed, the root before it. */
function predecessors({ nodes, roots }: Graph<TaskContext>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const note = (name: string, earlier: readonly string[]): void => {
    found.set(name, new Set([...(found.get(name) ?? []), ...earlier]));
  };
  const namesOf = (group: readonly { readonly name: string }[] = []): readonly string[] =>
    group.map(({ name }) => name);
  for (const [name, node] of nodes) {
    const groups = groupsOf(node);
    note(name, namesOf(groups.flat()));
    for (const [index, group] of groups.entries())
      for (const member of group) note(member.name, namesOf(groups[index - 1]));
  }
  for (const [index, { name }] of roots.entries()) note(name, namesOf(roots.slice(Math.max(0, index - 1), index)));
  return found;
}

/** From the task that ended last back along whatever it waited for longest. */
function pathTo(last: TaskResult | undefined, needed: (task: TaskResult) => readonly TaskResult[]): readonly string[] {
  const path: string[] = [];
  for (let at = last; at !== undefined && !path.includes(at.name); at = latest(needed(at))) path.unshift(at.name);
  return path;
}

function latest(results: readonly TaskResult[]): TaskResult | undefined {
  // Of two that ended together the later in the list needed the other one.
  return results.reduce<TaskResult | undefined>(
    (best, result) => (best === undefined || endOf(result) >= endOf(best) ? result : best),
    undefined,
  );
}

function endOf({ startMs, durationMs }: TaskResult): number {
  return startMs + durationMs;
}

/** The table for people: longest first, the critical path marked. */
export function renderSummary({ total_ms, critical_path, tasks }: RunSummary): string {
  const width = Math.max(4, ...tasks.map(({ task }) => task.length));
  const rows = [...tasks]
    .map((row) => ({ ...row, took_ms: row.duration_ms - row.needs_ms }))
    .sort((a, b) => b.took_ms - a.took_ms)
    .map(({ task, state, start_ms, took_ms, wait_ms }) => {
      const mark = critical_path.includes(task) ? '*' : ' ';
      return `${mark} ${task.padEnd(width)}  ${String(took_ms).padStart(8)}  ${String(wait_ms).padStart(8)}  ${String(start_ms).padStart(8)}  ${state}`;
    });
  const head = `  ${'task'.padEnd(width)}  ${'took ms'.padStart(8)}  ${'waited'.padStart(8)}  ${'began at'.padStart(8)}  state`;
  return [head, ...rows, `${total_ms} ms in all; critical path (*): ${critical_path.join(' -> ')}`, ''].join('\n');
}

/** The same as a Chrome trace: tasks that overlap lie in lanes of their own. */
export function renderTrace({ tasks }: RunSummary): string {
  const lanes: number[] = [];
  const events = tasks.map(({ task, state, start_ms, duration_ms, wait_ms }) => {
    const free = lanes.findIndex((end) => end <= start_ms);
    const lane = free === -1 ? lanes.length : free;
    lanes[lane] = start_ms + duration_ms;
    return {
      name: task,
      ph: 'X',
      pid: 1,
      tid: lane + 1,
      ts: start_ms * 1000,
      dur: duration_ms * 1000,
      args: { state, wait_ms },
    };
  });
  return `${JSON.stringify({ traceEvents: events, displayTimeUnit: 'ms' })}\n`;
}
