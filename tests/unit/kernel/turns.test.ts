import { noOp, partial } from '../../../lib/kernel/outcome';
import { failing, runTasks, type Plan } from './run-tasks';

/** A task that repeats, and answers something else in each of its turns. */
function turning(turns: readonly unknown[], over: Plan = {}): Plan {
  const left = [...turns];
  return { repeats: true, run: () => left.shift(), ...over };
}
const twice = { jobs: ['R', () => 1, 'R'] };
const findings = partial(202, 'findings', 1);

describe('a task with several turns, and something to report in the first', () => {
  it.each([
    ['of another kind', partial(203, 'drift', 2), 205, 'findings; drift', 2],
    ['of its kind', partial(202, 'more'), 202, 'findings; more', null],
    ['once more', findings, 202, 'findings', 1],
    ['nothing', undefined, 202, 'findings', 1],
  ] as const)('tells both, with %s in the last, as the jobs of one task do', async (_, last, status, reason, data) => {
    const ran = await runTasks({ A: twice, R: turning([findings, last]) }, ['A']);
    expect([ran.status, ran.of('R')]).toMatchObject([status, { state: 'partial', status, reason, data }]);
    const jobs = await runTasks({ R: { jobs: [() => findings, () => last] } }, ['R']);
    expect([jobs.status, jobs.of('R')]).toMatchObject([status, { state: 'partial', status, reason, data }]);
  });

  it('tells each report once, however many turns had it', async () => {
    const turns = [partial(202, 'a; b'), partial(202, 'b'), partial(202, 'c'), partial(202, 'a')];
    const ran = await runTasks({ A: { jobs: ['R', 'R', 'R', 'R'] }, R: turning(turns) }, ['A']);
    expect(ran.of('R').reason).toBe('a; b; c');
  });

  it('has done what an earlier turn did, also where the last had nothing to do', async () => {
    const ran = await runTasks({ A: twice, R: turning([2, noOp(3)]) }, ['A']);
    expect(ran.of('R')).toMatchObject({ state: 'succeeded', data: 3 });
  });

  it('keeps its rows where its condition is not met the next time', async () => {
    const asked = [true, false];
    const ran = await runTasks({ A: twice, R: turning([findings], { if: () => asked.shift() === true }) }, ['A']);
    expect(ran.of('R')).toMatchObject({ state: 'partial', status: 202, reason: 'findings', data: 1 });
  });

  it('is what the last one was that failed, was blocked or never began', async () => {
    const boom = (): never => {
      throw new Error('boom');
    };
    const turns = [(): unknown => findings, boom];
    const failed = await runTasks({ A: twice, R: { repeats: true, run: () => turns.shift()?.() } }, ['A']);
    expect(failed.of('R')).toMatchObject({ state: 'failed', status: 500, reason: null });
    const below = [(): unknown => 1, boom];
    const blocking = { repeats: true, run: (): unknown => below.shift()?.() };
    const blocked = await runTasks({ A: twice, R: turning([findings], { deps: ['S'] }), S: blocking }, ['A']);
    expect(blocked.of('R')).toMatchObject({ state: 'blocked', status: 0, blockedBy: 'S' });
    const cancelled = await runTasks({ R: turning([findings]), Bad: failing() }, ['R', 'Bad', 'R']);
    expect(cancelled.of('R')).toMatchObject({ state: 'cancelled', status: 0 });
    expect(cancelled.status).toBe(506);
  });
});
