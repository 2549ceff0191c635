import { buildGraph } from '../../../lib/kernel/graph';
import { noOp, partial, skipped } from '../../../lib/kernel/outcome';
import { runGraph } from '../../../lib/kernel/scheduler';
import { failing, gate, runTasks } from './run-tasks';

describe('a run', () => {
  it('starts every task once, whoever needs it, after what it needs', async () => {
    const ran = await runTasks({ All: [['L', 'R'], 'Base'], L: ['Base'], R: ['Base'], Base: [] }, [
      'All',
      'Base',
      'All',
    ]);
    expect(ran.started).toEqual(['Base', 'L', 'R', 'All']);
    expect(ran.status).toBe(0);
  });

  it('starts one group after the other', async () => {
    const ran = await runTasks({ All: ['C', 'A', 'B'], A: [], B: [], C: [] }, ['All']);
    expect(ran.started).toEqual(['C', 'A', 'B', 'All']);
  });

  it('ends an aggregate without a body as succeeded', async () => {
    const ran = await runTasks({ All: { deps: ['A'] }, A: [] }, ['All']);
    expect(ran.of('All')).toMatchObject({ state: 'succeeded', status: 0, data: null });
  });

  it('starts the tasks of a group side by side', async () => {
    const [a, b] = [gate(), gate()];
    const meet = (mine: typeof a, other: typeof b) => ({
      run: () => {
        mine.open();
        return other.passed;
      },
    });
    const ran = await runTasks({ All: [['A', 'B']], A: meet(a, b), B: meet(b, a) }, ['All']);
    expect(ran.status).toBe(0);
  });

  it.each([1, 2, 3])('has no more than %i bodies at work at once', async (jobs) => {
    let running = 0;
    let most = 0;
    const body = {
      run: async () => {
        running += 1;
        most = Math.max(most, running);
        // Several turns of the loop, so that others could start if they were let.
        for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
        running -= 1;
      },
    };
    await runTasks({ All: [['A', 'B', 'C', 'D', 'E']], A: body, B: body, C: body, D: body, E: body }, ['All'], {
      jobs,
    });
    expect(most).toBe(jobs);
  });

  it('with one job gets through a deep graph: waiting takes no slot', async () => {
    const ran = await runTasks({ A: [['B', 'C']], B: [['D']], C: [['D']], D: [] }, ['A'], { jobs: 1 });
    expect(ran.started).toEqual(['D', 'B', 'C', 'A']);
  });

  it('tells the start and the end of each task with its depth', async () => {
    const { events } = await runTasks({ A: ['B'], B: [] }, ['A']);
    const told = events.map((event) => {
      if (event.kind === 'retried') return [event.kind];
      return [event.kind, event.kind === 'started' ? event.name : event.result.name, event.depth];
    });
    expect(told).toEqual([
      ['started', 'B', 1],
      ['ended', 'B', 1],
      ['started', 'A', 0],
      ['ended', 'A', 0],
    ]);
  });

  it('measures from its own start on', async () => {
    let now = 1000;
    const clock = { monotonic: () => now };
    const later = { run: () => void (now += 5) };
    const ran = await runTasks({ A: { deps: ['B'], ...later }, B: later }, ['A'], clock);
    expect(ran.results).toMatchObject([
      { name: 'B', startMs: 0, durationMs: 5 },
      { name: 'A', startMs: 5, durationMs: 5 },
    ]);
  });

  it('refuses a graph with a hole in it', async () => {
    const options = {
      jobs: 1,
      keepGoing: false,
      signal: new AbortController().signal,
      monotonic: () => 0,
      onEvent: () => undefined,
    };
    const prepare = (): never => {
      throw new Error('not reached');
    };
    const spec = { name: 'A', summary: 'a', run: prepare };
    const graph = { ...buildGraph(new Map([['A', spec]]), ['A']), nodes: new Map<string, never>() };
    await expect(runGraph(graph, { ...options, prepare })).rejects.toThrow('A is not in the graph');
  });
});

describe('what a body answers', () => {
  it.each([
    ['data', () => ({ found: 1 }), { state: 'succeeded', status: 0, data: { found: 1 }, reason: null }],
    ['nothing', () => undefined, { state: 'succeeded', status: 0, data: null }],
    ['a promise', () => Promise.resolve(7), { state: 'succeeded', data: 7 }],
    [
      'partial',
      () => partial(203, 'two drift', [2]),
      { state: 'partial', status: 203, reason: 'two drift', data: [2] },
    ],
    ['skipped', () => skipped('HC999', 'no git'), { state: 'skipped', status: 0, reason: 'HC999: no git', data: null }],
    ['no-op', () => noOp({ n: 0 }), { state: 'no-op', status: 0, reason: null, data: { n: 0 } }],
  ])('%s is its end', async (_, run, expected) => {
    expect((await runTasks({ A: { run } }, ['A'])).of('A')).toMatchObject({ ...expected, error: null });
  });

  it('may be turned into another end when the task is finished', async () => {
    const prepare = () =>
      Promise.resolve({
        context: { name: 'A', signal: new AbortController().signal },
        finish: () => ({ kind: 'no-op' as const, data: 'nothing to do' }),
      });
    const ran = await runTasks({ A: [] }, ['A'], { prepare });
    expect(ran.of('A')).toMatchObject({ state: 'no-op', data: 'nothing to do' });
  });

  it('is a failure when it is thrown', async () => {
    expect((await runTasks({ A: failing(504) }, ['A'])).of('A')).toMatchObject({
      state: 'failed',
      status: 504,
      error: { code: 'TST001' },
    });
  });

  it('is a bug when what is thrown is no fault', async () => {
    const run = (): never => {
      throw new TypeError('x is undefined');
    };
    const ran = await runTasks({ A: { run } }, ['A']);
    expect(ran.of('A').error).toMatchObject({ code: 'RUN500', exit: 500, message: 'A: x is undefined' });
    expect(ran.status).toBe(500);
  });

  it('is a failure of the task when it cannot be prepared', async () => {
    const prepare = (): Promise<never> => Promise.reject(new Error('no context'));
    expect((await runTasks({ A: [] }, ['A'], { prepare })).of('A')).toMatchObject({ state: 'failed', status: 500 });
  });
});

describe('the status of a run', () => {
  const end = (status: 202 | 203) => ({ run: () => partial(status, 'r') });

  it('is the one kind of partial there was, and dependants run', async () => {
    const ran = await runTasks({ All: [['A', 'B']], A: end(202), B: end(202) }, ['All']);
    expect([ran.status, ran.states['All']]).toEqual([202, 'succeeded']);
  });

  it('is 205 for several kinds', async () => {
    expect((await runTasks({ All: [['A', 'B']], A: end(202), B: end(203) }, ['All'])).status).toBe(205);
  });

  it('is the failure, when there is one', async () => {
    expect((await runTasks({ A: end(202), B: failing(504) }, ['A', 'B'])).status).toBe(504);
  });

  it('is the first failure of several', async () => {
    const ran = await runTasks({ A: failing(504), B: failing(506) }, ['A', 'B'], { keepGoing: true });
    expect(ran.status).toBe(504);
  });
});
