import type { OpenTask } from '../../../lib/kernel/schedule';
import { bug } from '../../../lib/kernel/faults';
import { runTasks, failing, type Context } from './run-tasks';

const throwing = (text: string) => (): never => {
  throw new Error(text);
};

describe('what is called at the end of a task and throws', () => {
  const hidden: string[] = [];
  const onHidden = (_: string, thrown: unknown): void => {
    hidden.push(String(thrown));
  };
  beforeEach(() => {
    hidden.length = 0;
  });

  it('hides neither what its code threw, nor is it lost', async () => {
    const hooks = { exitJob: throwing('of the job'), exitTask: throwing('of the task') };
    const ran = await runTasks({ A: { ...failing(506), done: throwing('of done') } }, ['A'], { hooks, onHidden });
    expect(ran.of('A')).toMatchObject({ state: 'failed', status: 506, error: { message: 'it failed' } });
    expect(hidden).toEqual(['Error: of the job', 'Error: of the task', 'Error: of done']);
  });

  it('is told in the order it was thrown where the code did well', async () => {
    const hooks = { exitTask: throwing('of the task') };
    const ran = await runTasks({ A: { run: () => 1, done: throwing('of done') } }, ['A'], { hooks, onHidden });
    expect(ran.of('A')).toMatchObject({ error: { message: 'A: of done' } });
    expect(hidden).toEqual(['Error: of the task']);
  });

  it('leaves a job whose hook threw when it was entered', async () => {
    const left: string[] = [];
    const hooks = { enterJob: throwing('no entry'), exitJob: (name: string) => void left.push(name) };
    const ran = await runTasks({ A: { run: () => 1 } }, ['A'], { hooks });
    expect({ left, started: ran.started }).toEqual({ left: ['A'], started: [] });
  });
});

it('nobody is asked or told of a task whose turn comes when the run was stopped', async () => {
  const asked: string[] = [];
  const note =
    (what: string) =>
    (name: string | Context): boolean =>
      asked.push(`${what} ${typeof name === 'string' ? name : name.name}`) > 0;
  const stop = new AbortController();
  const ran = await runTasks(
    { A: ['B', 'C'], B: { run: () => { stop.abort(); } }, C: { if: note('if'), run: () => 1 } },
    ['A'],
    { signal: stop.signal, onReach: (name) => void note('reach')(name), hooks: { enterTask: (name) => void note('enter')(name) } },
  ); // prettier-ignore
  expect(asked).toEqual(['reach A', 'enter A', 'reach B', 'enter B']);
  expect(ran.states).toEqual({ B: 'succeeded', C: 'cancelled', A: 'cancelled' });
});

describe('a run that is cut off', () => {
  const ended: string[] = [];
  const note = (what: string) => (name: string) => void ended.push(`${what} ${name}`);
  const forEver = { run: () => new Promise(() => undefined) };
  const cut = (open: readonly (OpenTask | undefined)[]): void => {
    const fault = bug({ task: 'X', error: 'cut' });
    for (const task of open.flatMap((each) => each ?? []).sort((a, b) => b.depth - a.depth)) task.cutOff(fault);
  };

  it('calls what is called at the end of every task that has not ended, once', async () => {
    let open: readonly (OpenTask | undefined)[] = [];
    const done = (
      { name }: Context,
      { state, error }: { readonly state: string; readonly error: Error | null },
    ): void => {
      ended.push(`done ${name} ${state} ${String(error?.message)}`);
    };
    void runTasks(
      { A: { jobs: [() => 1, 'C', 'B'], done }, B: { ...forEver, done }, C: { run: () => 2, done } },
      ['A'],
      {
        hooks: { exitJob: note('job'), exitTask: note('task') },
        onOpen: ({ tasks }) => (open = tasks),
      },
    );
    await new Promise(setImmediate);
    ended.length = 0;
    cut(open);
    cut(open);
    expect(ended.filter((text) => text.startsWith('done'))).toEqual(['done B failed X: cut', 'done A failed X: cut']);
    expect(ended.slice(0, 3)).toEqual(['job B', 'done B failed X: cut', 'task B']);
  });
});
