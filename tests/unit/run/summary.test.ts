import { buildGraph } from '../../../lib/kernel/graph';
import type { Dependencies } from '../../../lib/kernel/task';
import type { TaskResult } from '../../../lib/kernel/result';
import type { TaskContext } from '../../../lib/run/context';
import type { Task } from '../../../lib/run/define-task';
import { renderSummary, renderTrace, summariseRun } from '../../../lib/run/summary';

const deps: Readonly<Record<string, Dependencies>> = { A: [['B', 'C']], B: ['D'], C: ['D'], D: [] };
const tasks = new Map(
  Object.entries(deps).map(([name, list]): [string, Task] => [
    name,
    { name, summary: name, deps: list, run: () => null },
  ]),
);
const graph = buildGraph<TaskContext>(tasks, ['A']);

const result = (name: string, startMs: number, durationMs: number): TaskResult => ({
  name,
  startMs,
  durationMs,
  state: 'succeeded',
  status: 0,
  reason: null,
  data: null,
  error: null,
  why: null,
  blockedBy: null,
  waitMs: 0,
});

/** D, then B and C side by side, C having waited for a slot, then A. */
const results = [result('D', 0, 10), result('B', 10, 30), result('C', 15, 50), result('A', 65, 5)];

it('finds the chain that made the run as long as it was', () => {
  const { critical_path: path, total_ms: total } = summariseRun(graph, results);
  expect([path, total]).toEqual([['D', 'C', 'A'], 70]);
});

it('tells how long a task that was ready waited for a slot', () => {
  const waits = summariseRun(graph, results).tasks.map(({ task, wait_ms: wait }) => [task, wait]);
  expect(waits).toEqual([
    ['D', 0],
    ['B', 0],
    ['C', 5],
    ['A', 0],
  ]);
});

it('has nothing to say about a run of nothing', () => {
  expect(summariseRun(graph, [])).toEqual({ total_ms: 0, critical_path: [], tasks: [] });
});

it('marks the critical path in the table, the longest task first', () => {
  const lines = renderSummary(summariseRun(graph, results)).split('\n');
  expect(lines[1]).toMatch(/^\* C +50 +5 +15 +succeeded$/);
  expect(lines[2]).toMatch(/^ {2}B /);
  expect(lines[5]).toBe('70 ms in all; critical path (*): D -> C -> A');
});

it('draws tasks that overlap in lanes of their own, none of negative length', () => {
  const { traceEvents } = JSON.parse(renderTrace(summariseRun(graph, results))) as {
    readonly traceEvents: readonly {
      readonly name: string;
      readonly tid: number;
      readonly ts: number;
      readonly dur: number;
    }[];
  };
  expect(traceEvents.map(({ name, tid }) => [name, tid])).toEqual([
    ['D', 1],
    ['B', 1],
    ['C', 2],
    ['A', 1],
  ]);
  expect(traceEvents.every(({ ts, dur }) => ts >= 0 && dur >= 0)).toBe(true);
});

it('knows that the groups of a list run one after the other', () => {
  const serial = new Map(
    Object.entries({ A: ['B', 'C'], B: [], C: [] }).map(([name, list]): [string, Task] => [
      name,
      { name, summary: name, deps: list, run: () => null },
    ]),
  );
  const { critical_path: path } = summariseRun(buildGraph<TaskContext>(serial, ['A']), [
    result('B', 0, 5),
    result('C', 5, 1),
    result('A', 6, 0),
  ]);
  expect(path).toEqual(['B', 'C', 'A']);
});

describe('a task that asks its condition before what it needs begins', () => {
  const more = (name: string, list: Dependencies): [string, Task] => [name, { name, summary: name, deps: list }];
  const asked = buildGraph<TaskContext>(new Map([more('A', ['C', 'D']), more('C', ['U']), more('D', []), more('U', [])]), ['A']); // prettier-ignore
  const ran = [result('U', 10, 300), result('C', 310, 90), result('D', 400, 128), result('A', 0, 728)];

  it('takes what its own code takes', () => {
    const summary = summariseRun(asked, ran);
    expect(summary.tasks[0]).toMatchObject({ task: 'A', duration_ms: 728, needs_ms: 518 });
    expect(renderSummary(summary)).toMatch(/A +210 +0 +0 +succeeded/);
  });

  it('has them on the critical path', () => {
    expect(summariseRun(asked, ran).critical_path).toEqual(['U', 'C', 'D', 'A']);
  });
});

it('a task that needs nothing says itself how long it waited for a slot', () => {
  const leaf = { ...result('D', 607, 10), waitMs: 606.6 };
  expect(summariseRun(graph, [leaf]).tasks[0]).toMatchObject({ task: 'D', wait_ms: 607 });
});

describe('a task that repeats', () => {
  const plain = (name: string, list: Dependencies): [string, Task] => [name, { name, summary: name, deps: list }];
  const again = buildGraph<TaskContext>(new Map([plain('A', ['R', 'B', 'R', 'R']), plain('B', []), plain('R', [])]), ['A']); // prettier-ignore
  const turns = [
    { startMs: 0, durationMs: 200, waitMs: 0 },
    { startMs: 250, durationMs: 200, waitMs: 30 },
  ];
  const ran = [result('B', 200, 20), { ...result('R', 470, 200), earlier: turns }, result('A', 670, 0)];

  it('has one row with the work of all its turns, and waited for a slot alone', () => {
    const summary = summariseRun(again, ran);
    expect([summary.total_ms, summary.critical_path]).toEqual([670, ['B', 'R', 'A']]);
    expect(summary.tasks[0]).toMatchObject({ task: 'R', start_ms: 0, duration_ms: 600, needs_ms: 0, wait_ms: 30 });
    expect(renderSummary(summary)).toMatch(/\* R +600 +30 +0 +succeeded/);
  });

  it('has a slice for each turn in the picture', () => {
    const { traceEvents } = JSON.parse(renderTrace(summariseRun(again, ran))) as {
      readonly traceEvents: readonly { readonly name: string; readonly ts: number; readonly dur: number }[];
    };
    expect(traceEvents.map(({ name, ts, dur }) => [name, ts / 1000, dur / 1000])).toEqual([
      ['R', 0, 200],
      ['B', 200, 20],
      ['R', 250, 200],
      ['R', 470, 200],
      ['A', 670, 0],
    ]);
  });

  it('takes nothing of the own code of a task between two references to it', () => {
    const around = [{ ...result('R', 310, 100), earlier: [{ startMs: 10, durationMs: 100, waitMs: 0 }] }, result('A', 0, 500)]; // prettier-ignore
    const { tasks: rows } = summariseRun(again, around);
    expect(rows[0]).toMatchObject({ task: 'A', duration_ms: 500, needs_ms: 200 });
  });
});
