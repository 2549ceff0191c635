import { runTasks } from './run-tasks';

const boom = (): never => {
  throw new Error('boom');
};

describe('a condition', () => {
  it('that is not met skips the task, and what needs it goes on', async () => {
    const ran = await runTasks({ A: ['B'], B: { if: () => false, run: boom } }, ['A']);
    expect(ran.of('B')).toMatchObject({ state: 'skipped', status: 0, reason: 'IF: its condition is not met' });
    expect([ran.status, ran.started]).toEqual([0, ['A']]);
  });

  it('4: is asked again at each reference until it is true, and then the task has run', async () => {
    let answers = 0;
    const condition = (): boolean => (answers += 1) >= 2;
    const ran = await runTasks({ A: { if: condition, run: () => answers }, B: ['A'], C: ['A'], D: ['A'] }, [
      'B',
      'C',
      'D',
    ]);
    expect(ran.started).toEqual(['B', 'A', 'C', 'D']);
    expect(ran.results.filter(({ name }) => name === 'A')).toMatchObject([{ state: 'succeeded', data: 2 }]);
  });

  it.each([undefined, null, 0, '', Promise.resolve(undefined)])(
    'that answers %p skips as false does',
    async (answer) => {
      // What plain JavaScript answers has any type.
      const condition = (() => answer) as unknown as () => boolean;
      expect((await runTasks({ A: { if: condition, run: boom } }, ['A'])).of('A').state).toBe('skipped');
    },
  );

  it.each([1, 'yes', {}, []])('that answers %p is met', async (answer) => {
    const condition = (() => answer) as unknown as () => boolean;
    expect((await runTasks({ A: { if: condition } }, ['A'])).of('A').state).not.toBe('skipped');
  });

  it('that the task does not have keeps nothing from running', async () => {
    expect((await runTasks({ A: { done: () => undefined, run: () => 1 } }, ['A'])).of('A').data).toBe(1);
  });

  it('that throws fails the task', async () => {
    expect((await runTasks({ A: { if: boom } }, ['A'])).of('A')).toMatchObject({ state: 'failed', status: 500 });
  });

  it('may take its time, and gets the context', async () => {
    const ran = await runTasks({ A: { if: ({ name }) => Promise.resolve(name === 'A'), run: () => 'done' } }, ['A']);
    expect(ran.of('A').data).toBe('done');
  });
});

describe('a further attempt', () => {
  it('follows a failure as often as the task says', async () => {
    let attempts = 0;
    const run = (): string => ((attempts += 1) < 3 ? boom() : 'at last');
    const ran = await runTasks({ A: { retry: { times: 2 }, run } }, ['A']);
    expect(ran.of('A')).toMatchObject({ state: 'succeeded', data: 'at last' });
    expect(ran.events.map(({ kind }) => kind)).toEqual(['started', 'retried', 'retried', 'ended']);
  });

  it('waits longer each time', async () => {
    const ran = await runTasks({ A: { retry: { times: 3, delay: 1, factor: 3 }, run: boom } }, ['A']);
    const waits = ran.events.flatMap((event) => (event.kind === 'retried' ? [event.waitMs] : []));
    expect(waits).toEqual([1, 3, 9]);
    expect(ran.of('A')).toMatchObject({ state: 'failed', status: 500 });
  });

  it('is not made when the run was stopped', async () => {
    const stop = new AbortController();
    let attempts = 0;
    const run = (): void => {
      attempts += 1;
      stop.abort();
      boom();
    };
    await runTasks({ A: { retry: { times: 5 }, run } }, ['A'], { signal: stop.signal });
    expect(attempts).toBe(1);
  });

  it('does not wait out its delay when the run is stopped', async () => {
    const stop = new AbortController();
    const onEvent = ({ kind }: { readonly kind: string }): void => {
      if (kind === 'retried') stop.abort();
    };
    const plan = { A: { retry: { times: 1, delay: 3_600_000 }, run: boom } };
    expect((await runTasks(plan, ['A'], { signal: stop.signal, onEvent })).of('A').state).toBe('failed');
  });
});

describe('a time limit', () => {
  const untilStopped = ({ signal }: { readonly signal: AbortSignal }): Promise<string> =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve('stopped');
      });
    });

  it('tells the body to stop, and fails it with 508 even when it ends well', async () => {
    const ran = await runTasks({ A: { timeout: 5, run: untilStopped } }, ['A']);
    expect(ran.of('A')).toMatchObject({
      state: 'failed',
      status: 508,
      error: { code: 'RUN016', message: 'A took longer than 5 ms' },
    });
  });

  it('gives the slot away only when the body has come to its end', async () => {
    const order: string[] = [];
    const slow = async (context: { readonly signal: AbortSignal }): Promise<void> => {
      await untilStopped(context);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('A ended');
    };
    await runTasks({ A: { timeout: 5, run: slow }, B: { run: () => order.push('B began') } }, ['A?', 'B'], { jobs: 1 });
    expect(order).toEqual(['A ended', 'B began']);
  });

  it('of the line holds for tasks that have none', async () => {
    expect((await runTasks({ A: { run: untilStopped } }, ['A'], { timeoutMs: 5 })).status).toBe(508);
    expect((await runTasks({ A: { timeout: 10_000, run: () => 'quick' } }, ['A'], { timeoutMs: 5 })).status).toBe(0);
  });

  it('covers all attempts together', async () => {
    const run = async (context: { readonly signal: AbortSignal }): Promise<void> => {
      await untilStopped(context);
      boom();
    };
    const ran = await runTasks({ A: { timeout: 5, retry: { times: 9 }, run } }, ['A']);
    expect(ran.started).toEqual(['A']);
    expect(ran.of('A').error).toMatchObject({ code: 'RUN016' });
  });

  it('that is not reached leaves no trace', async () => {
    expect((await runTasks({ A: { timeout: 60_000, run: () => 1 } }, ['A'])).of('A')).toMatchObject({
      state: 'succeeded',
      data: 1,
    });
  });
});
