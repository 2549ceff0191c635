import { StackError } from '../../../lib/kernel/fault';
import { chain } from './chain';
import { failing, gate, runTasks, type Plan } from './run-tasks';

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `T${at}`);

describe('tasks that take no time, one after the other', () => {
  it('run in an order in which each comes after what it needs, each once', async () => {
    const ran = await runTasks({ ...chain(350), All: [['T349', 'T100'], 'T7'] }, ['T20', 'All', 'T3']);
    expect(ran.started).toEqual([...names(350), 'All']);
    expect(ran.results.map(({ name }) => name)).toEqual([...names(350), 'All']);
    expect(ran.status).toBe(0);
  });

  it('are told with the same depth, however they go', async () => {
    const wait = { deps: ['T2'], run: () => Promise.resolve() };
    const depths = async (last: Plan): Promise<readonly number[]> =>
      (await runTasks({ ...chain(3), Last: last }, ['Last'])).events.map((event) =>
        event.kind === 'retried' ? -1 : event.depth,
      );
    expect(await depths({ deps: ['T2'] })).toEqual([3, 3, 2, 2, 1, 1, 0, 0]);
    expect(await depths(wait)).toEqual([3, 3, 2, 2, 1, 1, 0, 0]);
  });

  it('keep what they answer', async () => {
    const ran = await runTasks({ A: { run: () => 7 }, B: { deps: ['A'], run: () => 'b' } }, ['B']);
    expect([ran.of('A').data, ran.of('B').data]).toEqual([7, 'b']);
  });
});

describe('the first task that has to wait', () => {
  it('is called once, and what needs it goes on after it', async () => {
    const { passed, open } = gate();
    const slow: Plan = { deps: ['T4'], run: () => passed };
    setImmediate(open);
    const ran = await runTasks({ ...chain(5), Slow: slow, Next: ['Slow'], All: ['Next', 'T4'] }, ['All']);
    expect(ran.started).toEqual([...names(5), 'Slow', 'Next', 'All']);
    expect(ran.status).toBe(0);
  });

  it('keeps its slot: another one of its group waits for that', async () => {
    const { passed, open } = gate();
    let isOver = false;
    const slow: Plan = {
      run: async () => {
        await passed;
        isOver = true;
      },
    };
    const seen: boolean[] = [];
    setImmediate(open);
    const other: Plan = { run: () => void seen.push(isOver) };
    const ran = await runTasks({ All: [['Around', 'Other']], Around: ['Slow'], Slow: slow, Other: other }, ['All'], {
      jobs: 1,
    });
    expect(seen).toEqual([true]);
    expect(ran.started.filter((name) => name === 'Slow')).toHaveLength(1);
  });

  it('fails as any other, also when its turn comes later', async () => {
    let ticks = 0;
    const busy: Plan = { run: () => void (ticks += 30) };
    const bad: Plan = { run: () => Promise.reject(new Error('no')) };
    const plans = { Busy: busy, Bad: bad, After: [], All: ['Busy', 'Bad?', 'After'] };
    const ran = await runTasks(plans, ['All'], { monotonic: () => ticks });
    expect(ran.states).toEqual({ Busy: 'succeeded', Bad: 'failed', After: 'succeeded', All: 'succeeded' });
    expect(ran.status).toBe(201);
  });

  it('is asked once what it comes to', async () => {
    let asked = 0;
    const then = (tell: (value: unknown) => void): void => {
      asked += 1;
      tell(null);
    };
    // A promise as plain JavaScript knows it.
    const lazy = { then } as unknown as Promise<unknown>;
    const ran = await runTasks({ ...chain(3), Lazy: { deps: ['T2'], run: () => lazy }, All: ['Lazy'] }, ['All']);
    expect([asked, ran.status]).toEqual([1, 0]);
  });

  it('lets others of its group begin beside it', async () => {
    const [a, b] = [gate(), gate()];
    const ran = await runTasks(
      {
        ...chain(3),
        A: { deps: ['T2'], run: () => (b.open(), a.passed) },
        B: { run: () => (a.open(), b.passed) },
        All: [['A', 'B']],
      },
      ['All'],
    );
    expect(ran.status).toBe(0);
  });
});

describe('the first task that fails', () => {
  it('blocks what needs it, and is called once', async () => {
    const ran = await runTasks({ ...chain(4), Bad: failing(505), Mid: ['T3', 'Bad'], All: ['Mid', 'T1'] }, ['All']);
    expect(ran.started).toEqual([...names(4), 'Bad']);
    expect(ran.states).toMatchObject({ T3: 'succeeded', Bad: 'failed', Mid: 'blocked', All: 'blocked' });
    expect(ran.status).toBe(505);
  });

  it('stops nothing behind a safe reference', async () => {
    const ran = await runTasks({ ...chain(4), Bad: failing(), All: ['T3', 'Bad?', 'Last'], Last: [] }, ['All']);
    expect(ran.states).toMatchObject({ Bad: 'failed', Last: 'succeeded', All: 'succeeded' });
    expect(ran.status).toBe(201);
  });

  it('fails the run when it is asked for as such later in the line', async () => {
    const ran = await runTasks({ A: ['Bad?'], Bad: failing(503) }, ['A', 'Bad']);
    expect(ran.status).toBe(503);
  });
});

it('is measured until it failed, not until its turn', async () => {
  let ticks = 0;
  const bad: Plan = {
    run: () => {
      ticks += 2;
      throw new Error('no');
    },
  };
  const busy: Plan = { run: () => void (ticks += 300) };
  const ran = await runTasks({ All: [['A', 'B']], A: ['Bad'], Bad: bad, B: busy }, ['All'], {
    monotonic: () => ticks,
    keepGoing: true,
  });
  expect(ran.of('Bad').durationMs).toBe(2);
});

describe('what does not go in a row', () => {
  it('code before a reference runs before what that leads to', async () => {
    const ran = await runTasks({ All: { jobs: [() => null, 'A'] }, A: [] }, ['All']);
    expect(ran.results.map(({ name }) => name)).toEqual(['A', 'All']);
    const order: string[] = [];
    const jobs: Plan = { jobs: [() => void order.push('code'), 'B'] };
    await runTasks({ All: jobs, B: { run: () => void order.push('B') } }, ['All']);
    expect(order).toEqual(['code', 'B']);
  });

  it('code among the references runs beside the one at the end', async () => {
    const order: string[] = [];
    // Past the types, as plain JavaScript may have it.
    const deps = [() => void order.push('among'), 'B'] as unknown as readonly string[];
    const mixed: Plan = { deps, run: () => Promise.resolve(void order.push('end')) };
    const ran = await runTasks({ Mixed: mixed, B: { run: () => void order.push('B') }, All: ['Mixed'] }, ['All'], {
      jobs: 1,
    });
    expect(order).toEqual(['among', 'B', 'end']);
    expect(ran.status).toBe(0);
  });

  it('a condition is asked before anything its task needs', async () => {
    const ran = await runTasks({ All: { if: () => false, deps: ['A'], run: () => null }, A: [] }, ['All']);
    expect(ran.started).toEqual([]);
  });

  it('code that takes its time lets tasks beside it begin before the rest of the row', async () => {
    let ticks = 0;
    const heavy = (deps: readonly string[]): Plan => ({ deps, run: () => void (ticks += 20) });
    const plans: Record<string, Plan> = { H0: heavy([]) };
    for (let at = 1; at < 300; at += 1) plans[`H${at}`] = heavy([`H${at - 1}`]);
    const wait: Plan = { run: () => new Promise((resolve) => void setImmediate(resolve)) };
    const ran = await runTasks({ ...plans, Wait: wait, All: { deps: [['H299', 'Wait']] } }, ['All'], {
      monotonic: () => ticks,
    });
    expect(ran.started.indexOf('Wait')).toBeLessThan(3);
    expect(ran.status).toBe(0);
  });

  it('a stop in the middle cancels the task of the line and what it still needs', async () => {
    const stop = new AbortController();
    const row = {
      ...chain(6),
      Stop: { deps: ['T5'], run: () => stop.abort() },
      Late: ['Stop'],
      All: ['Late'],
      More: [],
    };
    const ran = await runTasks(row, ['All', 'More'], { signal: stop.signal });
    expect(ran.started).toEqual([...names(6), 'Stop']);
    expect(ran.states).toMatchObject({ Stop: 'succeeded', Late: 'cancelled', All: 'cancelled', More: 'cancelled' });
  });

  it('an error of whoever is told ends the run', async () => {
    const told = (): void => {
      throw new StackError('TST002', 506, 'the disk is full', 'make room', {});
    };
    await expect(runTasks(chain(3), ['T2'], { onEvent: told })).rejects.toThrow('the disk is full');
  });
});
