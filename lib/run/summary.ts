import { groupsOf, type Graph } from '../kernel/graph';
import { tookMs, type TaskResult, type Turn } from '../kernel/result';
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
  /** From its start to its end; of a task with several turns, what they took together. */
  readonly duration_ms: number;
  /** Of that, what the tasks took that it needs: those behind its condition, or between two pieces of its code. */
  readonly needs_ms: number;
  /** Between the end of the last task it needed and its own start: time spent waiting for a slot. */
  readonly wait_ms: number;
  /** When it was at work, where that was more than once. */
  readonly turns?: readonly SummaryTurn[];
}

export type SummaryTurn = Pick<SummaryTask, 'start_ms' | 'duration_ms'>;

/** One turn of a task: most have one. */
interface Span extends Turn {
  readonly name: string;
}

/** Works out waits and the critical path from the graph and what its tasks took. */
export function summariseRun(graph: Graph<TaskContext>, results: readonly TaskResult[]): RunSummary {
  const byName = new Map(results.map((result) => [result.name, spansOf(result)]));
  const before = predecessors(graph);
  const named = (names: Iterable<string>): readonly Span[] => [...names].flatMap((name) => byName.get(name) ?? []);
  // What ended after the task began was no condition of its beginning: another task needed both, in another order.
  const conditions = (span: Span): readonly Span[] =>
    named(before.get(span.name) ?? []).filter((other) => other !== span && endOf(other) <= span.startMs + 0.5);
  /** What it needs itself may also begin after its condition, or between two pieces of its code. */
  const groups = ({ name }: Span): readonly (readonly Span[])[] => {
    const node = graph.nodes.get(name);
    return node === undefined ? [] : groupsOf(node).map((group) => named(group.map((other) => other.name)));
  };
  const needed = (span: Span): readonly Span[] => [
    ...conditions(span),
    ...groups(span)
      .flat()
      .filter((other) => other.startMs >= span.startMs && endOf(other) <= endOf(span)),
  ];
  const waited = (span: Span): number => {
    const previous = latest(conditions(span));
    // A task that needs nothing was ready from the start, and says itself what it waited for a slot.
    return previous === undefined ? span.waitMs : span.startMs - endOf(previous);
  };
  const last = latest([...byName.values()].flat());
  return {
    total_ms: last === undefined ? 0 : Math.round(endOf(last)),
    critical_path: pathTo(last, needed),
    tasks: results
      .map((result) => ({ result, turns: byName.get(result.name) ?? [] }))
      .sort((a, b) => beganMs(a.turns) - beganMs(b.turns))
      .map(({ result, turns }) => {
        // Between two turns there is what others do, and the own code of whoever has it again.
        const wait = turns.length > 1 ? sumOf(turns, ({ waitMs }) => waitMs) : sumOf(turns, waited);
        return {
          task: result.name,
          state: result.state,
          start_ms: Math.round(beganMs(turns)),
          duration_ms: Math.round(tookMs(result)),
          needs_ms: Math.round(sumOf(turns, (turn) => needsMs(turn, groups))),
          wait_ms: Math.max(0, Math.round(wait)),
          ...(turns.length > 1 ? { turns: turns.map(roundedTurn) } : {}),
        };
      }),
  };
}

function spansOf({ name, startMs, durationMs, waitMs, earlier = [] }: TaskResult): readonly Span[] {
  return [...earlier, { startMs, durationMs, waitMs }].map((turn) => ({ name, ...turn }));
}

function beganMs([first]: readonly Span[]): number {
  return first?.startMs ?? 0;
}

function sumOf(turns: readonly Span[], msOf: (turn: Span) => number): number {
  return turns.reduce((sum, turn) => sum + msOf(turn), 0);
}

function roundedTurn({ startMs, durationMs }: Span): SummaryTurn {
  return { start_ms: Math.round(startMs), duration_ms: Math.round(durationMs) };
}

/** Of the time of a task, what it spent on none of its own code: each group that began after it, with all beneath, from first to last. */
function needsMs(task: Span, groupsOfTask: (task: Span) => readonly (readonly Span[])[]): number {
  const isLate = (other: Span): boolean => other.startMs >= task.startMs && endOf(other) <= endOf(task);
  let spent = 0;
  let doneMs = task.startMs;
  for (const group of groupsOfTask(task)) {
    const late = group.filter((other) => isLate(other) && endOf(other) > doneMs);
    // Of a task that repeats the turn of this reference: later ones belong to groups behind it.
    const turns = late.filter((other) => late.find(({ name }) => name === other.name) === other);
    const beneath = new Set<Span>();
    for (let open = [...turns], one = open.pop(); one !== undefined; one = open.pop()) {
      if (beneath.has(one)) continue;
      beneath.add(one);
      open.push(...groupsOfTask(one).flat().filter(isLate));
    }
    if (beneath.size === 0) continue;
    const from = Math.max(doneMs, Math.min(...[...beneath].map(({ startMs, waitMs }) => startMs - waitMs)));
    const to = Math.max(from, ...turns.map(endOf));
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
function pathTo(last: Span | undefined, needed: (task: Span) => readonly Span[]): readonly string[] {
  const path: string[] = [];
  const seen = new Set<Span>();
  for (let at = last; at !== undefined && !seen.has(at); at = latest(needed(at))) {
    seen.add(at);
    if (!path.includes(at.name)) path.unshift(at.name);
  }
  return path;
}

function latest(spans: readonly Span[]): Span | undefined {
  // Of two that ended together the later in the list needed the other one.
  return spans.reduce<Span | undefined>(
    (best, span) => (best === undefined || endOf(span) >= endOf(best) ? span : best),
    undefined,
  );
}

function endOf({ startMs, durationMs }: Turn): number {
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

/** The same as a Chrome trace: tasks that overlap lie in lanes of their own, and each turn of one is a slice. */
export function renderTrace({ tasks }: RunSummary): string {
  const lanes: number[] = [];
  const slices = tasks.flatMap((task) => (task.turns ?? [task]).map((turn) => ({ ...task, ...turn })));
  const events = slices
    .sort((a, b) => a.start_ms - b.start_ms)
    .map(({ task, state, start_ms, duration_ms, wait_ms }) => {
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
