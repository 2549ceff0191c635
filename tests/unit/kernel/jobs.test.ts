import { buildGraph, withoutDependencies } from '../../../lib/kernel/graph';
import { partial, skipped } from '../../../lib/kernel/outcome';
import { runGraph } from '../../../lib/kernel/scheduler';
import type { TaskSpec } from '../../../lib/kernel/task';
import { errorWith } from '../../contract/matching';
import { failing, runTasks, type Plan } from './run-tasks';

const boom = (): never => {
  throw new Error('boom');
};

/** Plans whose code notes a word in the order it runs. */
function noting(): { readonly seen: string[]; readonly say: (word: string, answer?: unknown) => () => unknown } {
  const seen: string[] = [];
  const say = (word: string, answer?: unknown) => (): unknown => {
    seen.push(word);
    return answer;
  };
  return { seen, say };
}

describe('the jobs of a task', () => {
  it('1: references and code run in the order they are written, also after the own code', async () => {
    const { seen, say } = noting();
    const plans = {
      A: { jobs: ['B', say('a1'), ['C', 'D'], say('a2'), 'E'] },
      B: { run: say('b') },
      C: { run: say('c') },
      D: { run: say('d') },
      E: { run: say('e') },
    };
    const ran = await runTasks(plans, ['A']);
    expect(seen).toEqual(['b', 'a1', 'c', 'd', 'a2', 'e']);
    expect([ran.status, ran.of('A').state]).toEqual([0, 'succeeded']);
  });

  it.each([
    ['plain data later', (): unknown => ({ two: 2 }), 202, 'findings', { two: 2 }],
    ['nothing later', (): unknown => undefined, 202, 'findings', 1],
    ['another of its kind later', (): unknown => partial(202, 'more', 3), 202, 'findings; more', 3],
    ['one of another kind later', (): unknown => partial(203, 'drift'), 205, 'findings; drift', null],
    ['nothing to offer later', () => skipped('NO', 'not here', 4), 202, 'findings', 4],
  ] as const)('1: a partial end of earlier code stays, with %s', async (_, later, status, reason, data) => {
    const { say } = noting();
    const ran = await runTasks({ A: { jobs: [say('x', partial(202, 'findings', 1)), later] } }, ['A']);
    expect([ran.status, ran.of('A')]).toMatchObject([status, { state: 'partial', status, reason, data }]);
  });

  it('1: a task that repeats tells what one of its turns had to report, with the answer of the last one', async () => {
    const turns = [partial(202, 'findings', 1), 2];
    const repeats = { repeats: true, run: () => turns.shift() };
    const ran = await runTasks({ A: { jobs: ['R', () => 1, 'R'] }, R: repeats }, ['A']);
    expect([ran.status, ran.of('R')]).toMatchObject([202, { state: 'partial', reason: 'findings', data: 2 }]);
    expect(ran.results.map(({ name }) => name)).toEqual(['R', 'A']);
  });

  it('1: the answer is that of the last code that gave one', async () => {
    const { say } = noting();
    const ran = await runTasks({ A: { jobs: [say('x', 1), say('y', { two: 2 }), say('z')] } }, ['A']);
    expect(ran.of('A').data).toEqual({ two: 2 });
  });

  it('1: a failure in the middle keeps the jobs after it from running', async () => {
    const { seen, say } = noting();
    const ran = await runTasks({ A: { jobs: [say('a1'), boom, 'B', say('a2')] }, B: { run: say('b') } }, ['A']);
    expect(seen).toEqual(['a1']);
    expect(ran.of('A')).toMatchObject({ state: 'failed', status: 500 });
  });

  it('1: a reference that fails after the own code blocks the task, which names the cause', async () => {
    const { seen, say } = noting();
    const ran = await runTasks({ A: { jobs: [say('a1'), 'B', say('a2')] }, B: failing() }, ['A']);
    expect(seen).toEqual(['a1']);
    expect(ran.of('A')).toMatchObject({ state: 'blocked', blockedBy: 'B' });
  });

  it('2: a task runs once, also behind a safe reference that failed', async () => {
    let times = 0;
    const bad = {
      run: () => {
        times += 1;
        return boom();
      },
    };
    await runTasks({ A: ['Bad?'], B: ['Bad?'], C: { jobs: ['Bad?', () => 1, 'Bad?'] }, Bad: bad }, ['A', 'B', 'C']);
    expect(times).toBe(1);
  });

  it('3: the caller decides whether a failure matters: on the line, in deps and among jobs', async () => {
    const soft = await runTasks({ A: { jobs: [() => 1, 'Bad?'] }, Bad: failing() }, ['A', 'Bad?']);
    expect([soft.status, soft.of('A').state]).toEqual([201, 'succeeded']);
    const hard = await runTasks({ A: { jobs: [() => 1, 'Bad'] }, Bad: failing() }, ['A?']);
    expect([hard.status, hard.of('A').state]).toEqual([201, 'blocked']);
  });

  it('22: without dependencies only the code of the named tasks runs', async () => {
    const { seen, say } = noting();
    const tasks = new Map<string, TaskSpec<null>>([
      ['A', { name: 'A', summary: 'a', jobs: ['B', say('a1'), 'B', say('a2')] }],
      ['B', { name: 'B', summary: 'b', run: say('b') }],
      ['C', { name: 'C', summary: 'c', before: ['A'], run: say('c') }],
    ]);
    await runGraph(withoutDependencies(buildGraph(tasks, ['A'])), {
      jobs: 1,
      keepGoing: false,
      signal: new AbortController().signal,
      monotonic: () => 0,
      prepare: () => ({ context: null, finish: (end) => end }),
      onEvent: () => undefined,
    });
    expect(seen).toEqual(['a1', 'a2']);
  });
});

describe('a task that puts itself into another', () => {
  const order = async (guest: Plan, host: Plan = {}): Promise<readonly string[]> => {
    const { seen, say } = noting();
    const plans = {
      Host: { jobs: ['First', say('host1'), say('host2')], ...host },
      First: { run: say('first') },
      Guest: { run: say('guest'), ...guest },
    };
    await runTasks(plans, ['Host']);
    return seen;
  };

  it('7: before: runs ahead of the first own code of its host, after the references there', async () => {
    expect(await order({ before: ['Host'] })).toEqual(['first', 'guest', 'host1', 'host2']);
  });

  it('7: after: runs at the end of its host', async () => {
    expect(await order({ after: ['host'] })).toEqual(['first', 'host1', 'host2', 'guest']);
  });

  it('7: after several of one run: comes behind the first alone', async () => {
    const { seen, say } = noting();
    const guest = { after: ['A', 'B'], run: say('guest') };
    await runTasks({ Guest: guest, A: { run: say('a') }, B: { run: say('b') } }, ['A', 'B']);
    expect(seen).toEqual(['a', 'guest', 'b']);
  });

  it('7: after several of one run, and it repeats: comes behind each that runs, and has one result', async () => {
    const { seen, say } = noting();
    const plans = {
      Guest: { after: ['A', 'B', 'C', 'D', 'Elsewhere'], repeats: true, run: say('guest') },
      A: { run: say('a') },
      B: { deps: ['A'], run: say('b') },
      C: { if: () => false, run: say('c') },
      D: failing(),
      Elsewhere: { run: say('elsewhere') },
    };
    const ran = await runTasks(plans, ['B', 'C', 'D?']);
    expect([seen, ran.status]).toEqual([['a', 'guest', 'b', 'guest'], 201]);
    expect(ran.results.filter(({ name }) => name === 'Guest')).toHaveLength(1);
  });

  it('7: before a host without code of its own comes last in it', async () => {
    const ran = await runTasks({ Host: { deps: ['A'] }, A: [], Guest: { before: ['Host'], run: () => 1 } }, ['Host']);
    expect(ran.started).toEqual(['A', 'Guest']);
  });

  it('3: says with ? that its host goes on when it fails', async () => {
    const soft = await runTasks({ Host: [], Guest: { before: ['Host?'], ...failing() } }, ['Host']);
    expect([soft.status, soft.of('Host').state]).toEqual([201, 'succeeded']);
    const hard = await runTasks({ Host: [], Guest: { before: ['Host'], ...failing() } }, ['Host']);
    expect(hard.of('Host')).toMatchObject({ state: 'blocked', blockedBy: 'Guest' });
  });

  it('17: into an unknown one, or in a circle, is found before anything runs', () => {
    const tasks = (before: readonly string[], deps: readonly string[]): ReadonlyMap<string, TaskSpec> =>
      new Map([
        ['Host', { name: 'Host', summary: 'h', run: () => 1 }],
        ['Guest', { name: 'Guest', summary: 'g', before, deps, run: () => 1 }],
      ]);
    expect(() => buildGraph(tasks(['Hots'], []), ['Host'])).toThrow(
      errorWith({ code: 'RUN001', data: { name: 'Hots', referrer: 'Guest', suggestions: ['Host'] } }),
    );
    expect(() => buildGraph(tasks(['Host'], ['Host']), ['Host'])).toThrow(
      errorWith({
        code: 'RUN002',
        data: { path: ['Host', 'Guest', 'Host'], where: 'the task Host or the task Guest' },
      }),
    );
  });
});
