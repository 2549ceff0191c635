import { failing, runTasks, type Context, type Plan } from './run-tasks';

const monotonic = (): number => performance.now();
const after = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));
/** Goes on when the signal of its task is aborted, and never otherwise. */
const untilStopped = ({ signal }: Pick<Context, 'signal'>): Promise<true> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(true);
    });
  });
const slow: Plan = { run: () => after(150) };

it('the time of code that is over at once is over then, whoever blocks the event loop after it', async () => {
  const block = (): void => {
    for (const end = monotonic() + 300; monotonic() < end;);
  };
  const plans = { A: { run: () => 1, timeout: 100 }, B: { run: block }, All: { deps: [['A', 'B']] } };
  const ran = await runTasks(plans, ['All'], { monotonic });
  expect([ran.of('A'), ran.of('B')]).toMatchObject([{ state: 'succeeded' }, { state: 'succeeded' }]);
});

describe.each([
  ['its own', { timeout: 100 }, {}, 'raise `timeout` in the file of A'],
  ['that of the line', {}, { timeoutMs: 100 }, 'run the same command with a longer --timeout'],
] as const)('the time limit of a task, %s,', (_, own, line, fix) => {
  const plans: readonly [string, Plan][] = [
    ['`if`', { if: untilStopped, run: () => 1 }],
    ['`done`', { run: () => 1, done: (context) => untilStopped(context).then(() => undefined) }],
    ['its code', { run: untilStopped }],
    ['`if`, its code and `done` together', { if: () => after(40).then(() => true), run: () => after(40), done: () => after(40) }],
  ]; // prettier-ignore
  it.each(plans)('holds for %s', async (_title, plan) => {
    const ran = await runTasks({ A: { ...plan, ...own } }, ['A'], { ...line, monotonic });
    expect(ran.of('A')).toMatchObject({ state: 'failed', status: 508, error: { code: 'RUN016', fix } });
  });

  it.each(['enterTask', 'exitTask', 'enterJob', 'exitJob'] as const)('holds for the hook %s', async (name) => {
    let told = (): void => undefined;
    const stopped = new Promise<void>((go) => (told = go));
    const hooks = { [name]: () => stopped };
    const prepare = (task: string, signal: () => AbortSignal) => {
      signal().addEventListener('abort', told);
      return { context: { name: task, signal: signal() }, finish: <T>(end: T) => end };
    };
    const ran = await runTasks({ A: { run: () => 1, ...own } }, ['A'], { ...line, monotonic, hooks, prepare });
    expect(ran.of('A')).toMatchObject({ state: 'failed', status: 508 });
  });

  it('leaves room for the last words of a task that has used it up', async () => {
    const said: string[] = [];
    const done = async (_context: Context, { error }: { readonly error: Error | null }): Promise<void> => {
      await after(20);
      said.push(error?.message ?? '');
    };
    const ran = await runTasks({ A: { run: untilStopped, done, ...own } }, ['A'], { ...line, monotonic });
    expect(said).toEqual(['A took longer than 100 ms']);
    expect(ran.status).toBe(508);
  });

  it('does not count the tasks it needs', async () => {
    const plan = { deps: ['Slow'], if: () => true, run: () => 1, done: () => undefined, ...own };
    expect((await runTasks({ A: plan, Slow: { ...slow, timeout: 5000 } }, ['A'], { ...line, monotonic })).status).toBe(
      0,
    );
  });
});

describe('the time of a task', () => {
  it.each([
    ['`done`', { run: () => 1, done: () => after(30) }, {}],
    ['the hook that is called last', { run: () => 1 }, { hooks: { exitTask: () => after(30) } }],
    ['a `done` that throws', { run: () => 1, done: () => after(30).then(() => failing().run?.({ name: '', signal: AbortSignal.abort() })) }, {}],
  ] as readonly [string, Plan, object][])('has that of %s in it', async (_, plan, options) => {
    const { durationMs } = (await runTasks({ A: plan }, ['A'], { monotonic, ...options })).of('A');
    expect(durationMs).toBeGreaterThan(28);
    expect(durationMs).toBeLessThan(1000);
  }); // prettier-ignore
});
