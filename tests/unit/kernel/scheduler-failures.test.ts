import { failing, gate, goThe, runTasks, type Plan } from './run-tasks';

describe('a failure behind a hard reference', () => {
  it('blocks what needs it, and names the cause, not the messenger', async () => {
    const ran = await runTasks({ A: ['B'], B: ['C'], C: failing() }, ['A']);
    expect(ran.states).toEqual({ C: 'failed', B: 'blocked', A: 'blocked' });
    expect(ran.of('A')).toMatchObject({ status: 0, blockedBy: 'C', reason: 'blocked by C', durationMs: 0 });
    expect(ran.status).toBe(506);
  });

  it('keeps the groups after it from starting', async () => {
    const ran = await runTasks({ A: ['B', 'C'], B: failing(), C: [] }, ['A']);
    expect(ran.started).toEqual(['B']);
  });

  it('keeps the roots after it from starting', async () => {
    expect((await runTasks({ A: failing(), B: [] }, ['A', 'B'])).started).toEqual(['A']);
  });

  it('aborts what runs beside it', async () => {
    const running = gate();
    const seen = gate();
    const beside = {
      run: ({ signal }: { signal: AbortSignal }) => {
        signal.addEventListener('abort', seen.open);
        running.open();
        return seen.passed;
      },
    };
    const fails = { run: () => running.passed.then(() => failing().run?.({ name: '', signal: AbortSignal.abort() })) };
    const ran = await runTasks({ A: [['Beside', 'Fails']], Beside: beside, Fails: fails }, ['A']);
    expect(ran.states).toEqual({ Fails: 'failed', Beside: 'succeeded', A: 'blocked' });
  });

  it('cancels what waits for a slot', async () => {
    const ran = await runTasks({ A: [['B', 'C']], B: failing(), C: [] }, ['A'], { jobs: 1 });
    expect(ran.started).toEqual(['B']);
    expect(ran.of('C')).toMatchObject({ state: 'cancelled', status: 0, reason: 'the run was stopped before its turn' });
  });

  it('cancels what needs a cancelled task', async () => {
    const ran = await runTasks({ A: [['B', 'C']], B: failing(), C: ['D'], D: [] }, ['A'], { jobs: 1 });
    expect(ran.states).toEqual({ B: 'failed', D: 'cancelled', C: 'cancelled', A: 'blocked' });
    expect(ran.status).toBe(506);
  });
});

describe('a failure behind a safe reference', () => {
  it('makes the run 201, and what needs it runs', async () => {
    const ran = await runTasks({ A: ['B?'], B: failing() }, ['A']);
    expect(ran.states).toEqual({ B: 'failed', A: 'succeeded' });
    expect(ran.status).toBe(201);
  });

  it('does not block the groups and roots after it', async () => {
    const ran = await runTasks({ A: ['B~', 'C'], B: failing(), C: [], D: [] }, ['A', 'D']);
    expect(ran.started).toEqual(['B', 'C', 'A', 'D']);
  });

  it('keeps its status in its own result', async () => {
    expect((await runTasks({ A: ['B?'], B: failing(504) }, ['A'])).of('B')).toMatchObject({ status: 504 });
  });

  it('of a root makes the run 201', async () => {
    const ran = await runTasks({ A: failing(), B: [] }, ['A?', 'B']);
    expect([ran.status, ran.states['B']]).toEqual([201, 'succeeded']);
  });

  it('somewhere above blocks up to there and aborts nothing outside', async () => {
    const signals: AbortSignal[] = [];
    const failed = gate();
    const outside = {
      run: async ({ signal }: { signal: AbortSignal }) => {
        signals.push(signal);
        await failed.passed;
      },
    };
    const leaf = {
      run: () => {
        failed.open();
        return failing().run?.({ name: '', signal: AbortSignal.abort() });
      },
    };
    const plans = { All: [['Outside', 'Mid?']], Outside: outside, Mid: ['Leaf'], Leaf: leaf };
    const ran = await runTasks(plans, ['All']);
    expect(ran.states).toEqual({ Leaf: 'failed', Mid: 'blocked', Outside: 'succeeded', All: 'succeeded' });
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    expect(ran.status).toBe(201);
  });

  it('counts as hard where another task needs it hard', async () => {
    const ran = await runTasks({ A: ['C?'], B: ['C'], C: failing(504) }, ['A', 'B']);
    expect(ran.states).toEqual({ C: 'failed', A: 'succeeded', B: 'blocked' });
    expect(ran.status).toBe(504);
  });

  it('counts as hard where another task needs the blocked one hard', async () => {
    const ran = await runTasks({ A: ['Mid?'], B: ['Mid'], Mid: ['Leaf'], Leaf: failing(504) }, ['A', 'B']);
    expect(ran.states).toEqual({ Leaf: 'failed', Mid: 'blocked', A: 'succeeded', B: 'blocked' });
    expect(ran.status).toBe(504);
  });

  it('is never the cause of a run that failed, also when it came first and has the same status', async () => {
    const first = gate();
    const optional = {
      run: () => {
        first.open();
        return failing().run?.({ name: '', signal: AbortSignal.abort() });
      },
    };
    const needed = { run: () => first.passed.then(() => failing().run?.({ name: '', signal: AbortSignal.abort() })) };
    const ran = await runTasks({ A: [['F1?', 'F2', 'Dep']], F1: optional, F2: needed, Dep: [] }, ['A']);
    expect(ran.results.filter(({ state }) => state === 'failed').map(({ name }) => name)).toEqual(['F1', 'F2']);
    expect(ran.of('A').blockedBy).toBe('F2');
    expect([ran.status, ran.cause?.name]).toEqual([506, 'F2']);
    expect((await runTasks({ A: ['F1?'], F1: failing() }, ['A'])).cause).toBeNull();
  });

  it('stays safe for a task that failed hard elsewhere', async () => {
    const ran = await runTasks({ A: ['C'], B: ['C?'], C: failing() }, ['A', 'B'], { keepGoing: true });
    expect(ran.states).toEqual({ C: 'failed', A: 'blocked', B: 'succeeded' });
    expect(ran.status).toBe(506);
  });
});

describe('keep going', () => {
  it('runs all that does not need what failed', async () => {
    const plans = { A: [['B', 'C']], B: failing(), C: ['D'], D: [], E: [] };
    const ran = await runTasks(plans, ['A', 'E'], { keepGoing: true, jobs: 1 });
    expect(ran.states).toEqual({ B: 'failed', D: 'succeeded', C: 'succeeded', A: 'blocked', E: 'succeeded' });
    expect(ran.status).toBe(506);
  });

  it.each(['short', 'long'] as const)('%s: runs what the same task needs besides, in its order, and never that task', async (way) => {
    goThe(way);
    const order: Plan = { deps: ['Bad', 'Good', ['Well', 'Worse'], 'Good', 'Last'], run: () => null };
    const plans = { A: order, Bad: failing(504), Good: ['Under'], Under: [], Well: [], Worse: failing(506), Last: [] };
    const ran = await runTasks(plans, ['A'], { keepGoing: true, jobs: 1 });
    goThe('short');
    expect(ran.started).toEqual(['Bad', 'Under', 'Good', 'Well', 'Worse', 'Last']);
    expect(ran.of('A')).toMatchObject({ state: 'blocked', blockedBy: 'Bad' });
    expect(ran.status).toBe(504);
  }); // prettier-ignore

  it('does not run what comes after code of the task that does not run', async () => {
    const code = { jobs: ['Bad', 'Good', () => undefined, 'After'] };
    const ran = await runTasks({ A: code, Bad: failing(), Good: [], After: [] }, ['A'], { keepGoing: true });
    expect(ran.states).toEqual({ Bad: 'failed', Good: 'succeeded', A: 'blocked' });
  });
});

describe('a run that is told to stop', () => {
  it('starts nothing when it was told before', async () => {
    expect((await runTasks({ A: [] }, ['A'], { signal: AbortSignal.abort() })).started).toEqual([]);
  });

  it('lets what runs come to its end and starts nothing more', async () => {
    const stop = new AbortController();
    const first = { run: () => stop.abort() };
    const ran = await runTasks({ A: ['B', 'C'], B: first, C: [], D: [] }, ['A', 'D'], { signal: stop.signal });
    expect(ran.started).toEqual(['B']);
    expect(ran.states).toEqual({ B: 'succeeded', C: 'cancelled', A: 'cancelled', D: 'cancelled' });
  });

  it('tells the bodies through their signal', async () => {
    const stop = new AbortController();
    const body = {
      run: ({ signal }: { signal: AbortSignal }) => {
        stop.abort();
        return signal.aborted;
      },
    };
    expect((await runTasks({ A: body }, ['A'], { signal: stop.signal })).of('A').data).toBe(true);
  });

  it('calls a body that stopped when it was told to cancelled, and not failed', async () => {
    const stop = new AbortController();
    const body = {
      run: ({ signal }: { signal: AbortSignal }) => {
        stop.abort();
        signal.throwIfAborted();
      },
    };
    expect((await runTasks({ A: body }, ['A'], { signal: stop.signal })).of('A')).toMatchObject({
      state: 'cancelled',
      status: 0,
      error: null,
    });
  });

  it('cancels what needs nothing hard, too', async () => {
    const stop = new AbortController();
    const first = { run: () => stop.abort() };
    const ran = await runTasks({ A: ['B?'], B: first }, ['A'], { signal: stop.signal });
    expect(ran.of('A')).toMatchObject({ state: 'cancelled', blockedBy: null });
  });
});
