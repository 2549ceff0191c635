import { join } from 'node:path';
import { createSandbox, documentOf, fixtureTasks, type RunResult, type Sandbox } from '../support/sandbox';

const writers = ['1', '2', '3', '4', '5', '6', '7', '8'];

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [fixtureTasks, join(fixtureTasks, '..', 'sweep')] });
});
afterEach(() => {
  sandbox.dispose();
});

const count = (as: string, ...flags: readonly string[]): Promise<RunResult> =>
  sandbox.run('clistack', ['Fixture.Count', '--as', as, '--json', ...flags]);
const list = (): readonly string[] => sandbox.read('list.txt').trim().split('\n');

/** Resolves when the run says that it holds the lock. */
const holding = (): { readonly said: Promise<void>; readonly end: Promise<RunResult>; kill(): void } => {
  let kill: () => void = () => undefined;
  let end: Promise<RunResult> | undefined;
  const said = new Promise<void>((resolve) => {
    end = sandbox.run('clistack', ['Fixture.SlowLock', '--verbose'], {
      onStart: (child) => {
        kill = () => {
          child.kill('SIGKILL');
        };
      },
      onStderr: (text) => {
        if (text.includes('holding')) resolve();
      },
    });
  });
  if (end === undefined) throw new Error('it did not start');
  return { said, end, kill: () => kill() };
};

it('eight processes that wait for each other lose no update', async () => {
  const results = await Promise.all(writers.map((as) => count(as, '--wait', '60s')));
  expect(results.map(({ status }) => status)).toEqual(writers.map(() => 0));
  expect([...list()].sort()).toEqual(writers);
});

it('of eight processes that do not wait the losers end with 507 and change nothing', async () => {
  const results = await Promise.all(writers.map((as) => count(as)));
  const ends = results.map((result) => documentOf(result).exit_code);
  const winners = writers.filter((_, index) => ends[index] === 0);
  expect(winners.length).toBeGreaterThan(0);
  expect(ends.every((end) => end === 0 || end === 507)).toBe(true);
  expect([...list()].sort()).toEqual(winners);
});

it('the loser is told who holds the lock: process id and command', async () => {
  const holder = holding();
  await holder.said;
  const loser = documentOf(await count('1'));
  sandbox.write('go', '');
  const { stderr } = await holder.end;
  expect(loser).toMatchObject({ exit_code: 507, error: { code: 'SYS020' } });
  const { message } = loser['error'] as { readonly message: string };
  expect(message).toMatch(/process \d+ \(Fixture\.SlowLock --verbose\)/);
  expect(stderr).not.toContain('SYS020');
});

it('the lock of a process that was killed is taken over at once', async () => {
  const holder = holding();
  await holder.said;
  holder.kill();
  await holder.end;
  expect(documentOf(await count('1'))).toMatchObject({ exit_code: 0 });
  expect(list()).toEqual(['1']);
});
