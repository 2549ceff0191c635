import { buildGraph, withoutDependencies } from '../../../lib/kernel/graph';
import type { Dependencies, TaskSpec } from '../../../lib/kernel/task';
import { errorWith } from '../../contract/matching';

const tasksOf = (deps: Readonly<Record<string, Dependencies>>): ReadonlyMap<string, TaskSpec> =>
  new Map(Object.entries(deps).map(([name, needs]) => [name, { name, summary: name, deps: needs }]));
const build = (deps: Readonly<Record<string, Dependencies>>, ...roots: string[]): ReturnType<typeof buildGraph> =>
  buildGraph(tasksOf(deps), roots);
const fault = (code: string, data: Record<string, unknown>): Error =>
  errorWith({ code, exit: 501, data: expect.objectContaining(data) as unknown });

describe('a graph', () => {
  it('puts every task after the tasks it needs, once', () => {
    const { nodes } = build({ All: [['Left', 'Right']], Left: ['Base'], Right: ['Base'], Base: [] }, 'All', 'Base');
    expect([...nodes.keys()]).toEqual(['Base', 'Left', 'Right', 'All']);
  });

  it('holds only what the roots reach', () => {
    expect([...build({ A: [], B: [] }, 'B').nodes.keys()]).toEqual(['B']);
  });

  it('keeps the roots in the order of the line, and what is safe', () => {
    expect(build({ A: [], B: [] }, 'B?', 'A').roots).toEqual([
      { name: 'B', safe: true },
      { name: 'A', safe: false },
    ]);
  });

  it('resolves references to the true names', () => {
    const { roots, nodes } = build({ 'Pin.DriftFail': ['pin.sync~'], 'Pin.Sync': [] }, 'PIN.drift-fail');
    expect(roots).toEqual([{ name: 'Pin.DriftFail', safe: false }]);
    expect(nodes.get('Pin.DriftFail')?.jobs).toEqual([[{ name: 'Pin.Sync', safe: true }]]);
  });

  it('reads tasks without deps', () => {
    const tasks = new Map([['A', { name: 'A', summary: 'a' }]]);
    expect(buildGraph(tasks, ['A']).nodes.get('A')?.jobs).toEqual([]);
  });

  it('is empty for an empty line', () => {
    expect(build({ A: [] }).nodes.size).toBe(0);
  });

  it('refuses an unknown root with the closest names', () => {
    expect(() => build({ 'Pin.Sync': [], 'Health.Check': [] }, 'pin.snyc')).toThrow(
      fault('RUN001', { name: 'pin.snyc', referrer: null, suggestions: ['Pin.Sync'] }),
    );
  });

  it('names the task that needs an unknown one', () => {
    expect(() => build({ A: ['Gone?'] }, 'A')).toThrow(fault('RUN001', { name: 'Gone', referrer: 'A' }));
  });

  it('refuses a circle with its whole path, without the way into it', () => {
    expect(() => build({ In: ['A'], A: ['B'], B: [['C']], C: ['A?'] }, 'In')).toThrow(
      fault('RUN002', { path: ['A', 'B', 'C', 'A'] }),
    );
  });

  it('names the files in which a circle can be opened, and the task where none is known', () => {
    const files = new Map([['A', 'a.js'], ['B', 'b.js']]); // prettier-ignore
    expect(() => buildGraph(tasksOf({ A: ['B'], B: ['A'] }), ['A'], files)).toThrow(
      errorWith({ fix: 'take one of these references out, in a.js or b.js' }),
    );
    expect(() => build({ A: ['A'] }, 'A')).toThrow(
      errorWith({ fix: 'take one of these references out, in the task A' }),
    );
  });

  it('refuses a task that needs itself', () => {
    expect(() => build({ A: ['a'] }, 'A')).toThrow(fault('RUN002', { path: ['A', 'A'] }));
  });

  it('takes two ways to one task for no circle', () => {
    expect([...build({ A: ['B', 'C'], B: ['D'], C: ['D'], D: [] }, 'A').nodes.keys()]).toEqual(['D', 'B', 'C', 'A']);
  });
});

describe('a graph without dependencies', () => {
  it('holds the named tasks alone', () => {
    const { roots, nodes } = withoutDependencies(build({ A: ['B'], B: [], C: ['A'] }, 'C', 'A?'));
    expect(roots.map(({ name }) => name)).toEqual(['C', 'A']);
    expect([...nodes].map(([name, { jobs }]) => [name, jobs])).toEqual([
      ['C', []],
      ['A', []],
    ]);
  });

  it('passes over a root that the graph does not hold', () => {
    expect(withoutDependencies({ ...build({ A: [] }, 'A'), nodes: new Map() }).nodes.size).toBe(0);
  });
});

it.each([60, 61, 62, 63, 64, 65, 126, 127, 128])('keeps every reference behind a group of %i', (count) => {
  const group = Array.from({ length: count }, (_, at) => `T${at}`);
  const leaves = Object.fromEntries([...group, 'X', 'Y'].map((name) => [name, []]));
  const { nodes } = build({ ...leaves, All: [group, 'X', 'Y'] }, 'All');
  const names = nodes.get('All')?.jobs.flatMap((job) => (typeof job === 'function' ? [] : job.map(({ name }) => name)));
  expect(names).toEqual([...group, 'X', 'Y']);
});
