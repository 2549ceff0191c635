import type { HowEnded } from '../../../lib/kernel/task';
import { failing, runTasks, type Context, type Plan } from './run-tasks';

type Options = Parameters<typeof runTasks>[2];

/** Hooks that note what they were called for. */
function notingHooks() {
  const calls: string[] = [];
  const note =
    (hook: string) =>
    (name: string): void => {
      calls.push(`${hook} ${name}`);
    };
  const hooks = {
    enterTask: note('enter'),
    exitTask: note('exit'),
    enterJob: note('enter job of'),
    exitJob: note('exit job of'),
  };
  return { calls, hooks };
}

describe('the hooks of a run', () => {
  it('18: are called around every task and every piece of code', async () => {
    const { calls, hooks } = notingHooks();
    await runTasks({ A: { jobs: [() => 1, 'B', () => 2] }, B: [] }, ['A'], { hooks });
    expect(calls).toEqual([
      'enter A', 'enter job of A', 'exit job of A',
      'enter B', 'enter job of B', 'exit job of B', 'exit B',
      'enter job of A', 'exit job of A', 'exit A',
    ]); // prettier-ignore
  });

  it('18: exit is called wherever enter was, also when the code fails or a reference does', async () => {
    const { calls, hooks } = notingHooks();
    await runTasks({ A: ['B'], B: failing() }, ['A'], { hooks });
    expect(calls).toEqual(['enter A', 'enter B', 'enter job of B', 'exit job of B', 'exit B', 'exit A']);
  });

  it('18: are not called for a task whose condition is not met', async () => {
    const { calls, hooks } = notingHooks();
    await runTasks({ A: { if: false, run: () => 1 } }, ['A'], { hooks });
    expect(calls).toEqual([]);
  });

  it.each(['enterTask', 'exitTask', 'enterJob', 'exitJob'] as const)(
    '18: %s that throws fails the task',
    async (hook) => {
      const thrown = (): never => {
        throw new Error('from the hook');
      };
      const ran = await runTasks({ A: [] }, ['A'], { hooks: { [hook]: thrown } });
      expect(ran.of('A')).toMatchObject({ state: 'failed', error: { message: 'A: from the hook' } });
    },
  );

  it('18: may take their time', async () => {
    const order: string[] = [];
    const later = async (name: string): Promise<void> => {
      await Promise.resolve();
      order.push(`hook of ${name}`);
    };
    await runTasks({ A: { run: () => order.push('A') } }, ['A'], { hooks: { enterJob: later, exitTask: later } });
    expect(order).toEqual(['hook of A', 'A', 'hook of A']);
  });
});

describe('done', () => {
  const ends = async (plan: Plan, more: Readonly<Record<string, Plan>> = {}, options: Options = {}) => {
    const seen: string[] = [];
    const done = (_: Context, { state, error, blockedBy }: HowEnded): void => {
      seen.push([state, error?.message, blockedBy].filter((part) => typeof part === 'string').join(': '));
    };
    const ran = await runTasks({ A: { done, ...plan }, ...more }, ['A'], options);
    return { seen, ran };
  };

  it('8: is called once the task has ended, well or not', async () => {
    expect((await ends({ run: () => 1 })).seen).toEqual(['succeeded']);
    expect((await ends(failing())).seen).toEqual(['failed: it failed']);
  });

  it('8: is told that a task was blocked or cancelled, which has no error of its own', async () => {
    expect((await ends({ if: () => true, deps: ['B'], run: () => 1 }, { B: failing() })).seen).toEqual(['blocked: B']);
    const stop = new AbortController();
    const run = (): never => {
      stop.abort();
      throw new DOMException('stopped', 'AbortError');
    };
    expect((await ends({ run }, {}, { signal: stop.signal })).seen).toEqual(['cancelled']);
  });

  it('8: is not called for a task whose condition is not met', async () => {
    expect((await ends({ if: () => false, run: () => 1 })).seen).toEqual([]);
  });

  it('8: that throws fails the task, and its first failure is the one that is told', async () => {
    const done = (): never => {
      throw new Error('from done');
    };
    expect((await ends({ run: () => 1, done })).ran.of('A').error).toMatchObject({ message: 'A: from done' });
    expect((await ends({ ...failing(), done })).ran.of('A').error).toMatchObject({ message: 'it failed' });
  });
});

describe('a condition', () => {
  it('4: may be a plain value', async () => {
    const ran = await runTasks({ A: { if: false, run: () => 1 }, B: { if: true, run: () => 2 } }, ['A', 'B']);
    expect(ran.states).toEqual({ A: 'skipped', B: 'succeeded' });
  });

  it('4: is asked before the tasks that are needed, which then do not run either', async () => {
    const ran = await runTasks({ A: { if: () => false, deps: ['B'], run: () => 1 }, B: [] }, ['A']);
    expect(ran.started).toEqual([]);
    expect(ran.of('A').reason).toBe('IF: its condition is not met');
  });
});

describe('a long chain', () => {
  it('of tasks that take no time gives the event loop its turn', async () => {
    let now = 0;
    let turns = 0;
    const tick = setInterval(() => (turns += 1), 0);
    const names = Array.from({ length: 200 }, (_, index) => `T${index}`);
    const plans = Object.fromEntries(
      names.map((name, index): [string, Plan] => [
        name,
        {
          deps: index === 0 ? [] : [`T${index - 1}`],
          run: () => {
            now += 1;
            for (const end = performance.now() + 1; performance.now() < end;);
          },
        },
      ]),
    );
    await runTasks(plans, ['T199'], { monotonic: () => now });
    clearInterval(tick);
    expect(turns).toBeGreaterThan(3);
  });

  it('of 20,000 tasks fits', async () => {
    const plans = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`T${index}`, index === 0 ? [] : [`T${index - 1}`]]),
    );
    expect((await runTasks(plans, ['T19999'])).status).toBe(0);
  });
});
