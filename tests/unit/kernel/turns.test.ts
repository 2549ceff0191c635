import { noOp, partial, skipped } from '../../../lib/kernel/outcome';
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

  it.each([
    ['had nothing to do', noOp(), 2, 'succeeded', 2],
    ['was skipped', skipped('FRESH', 'nothing changed'), 2, 'succeeded', 2],
    ['was skipped, and answered', skipped('FRESH', 'nothing changed', 3), 2, 'succeeded', 3],
    ['was skipped, and the first had nothing to do', skipped('NO', 'not here'), noOp(2), 'no-op', 2],
    ['had nothing to do, as the first', noOp(), noOp(2), 'no-op', 2],
  ] as const)('keeps what an earlier turn did and answered where the last %s', async (_, last, first, state, data) => {
    const ran = await runTasks({ A: twice, R: turning([first, last]) }, ['A']);
    expect(ran.of('R')).toMatchObject({ state, status: 0, reason: null, data });
  });

  it('has done what it did where its condition is not met the next time', async () => {
    const asked = [true, false];
    const ran = await runTasks({ A: twice, R: turning([1], { if: () => asked.shift() === true }) }, ['A']);
    expect(ran.of('R')).toMatchObject({ state: 'succeeded', reason: null, data: 1 });
  });

  it('is what the last one was where none of them did anything', async () => {
    const ran = await runTasks({ A: twice, R: turning([skipped('NO', 'not here'), skipped('NO', 'nor there')]) }, [
      'A',
    ]);
    expect(ran.of('R')).toMatchObject({ state: 'skipped', reason: 'NO: nor there' });
  });

  it('keeps its rows where its condition is not met the next time', async () => {
    const asked = [true, false];
    const ran = await runTasks({ A: twice, R: turning([findings], { if: () => asked.shift() === true }) }, ['A']);
    expect(ran.of('R')).toMatchObject({ state: 'partial', status: 202, reason: 'findings', data: 1 });
  });

  it('keeps when each of its turns was', async () => {
    const ran = await runTasks({ A: { jobs: ['R', 'R', 'R'] }, R: turning([1, 2, 3]) }, ['A']);
    const began = ran.events.flatMap((event) => event.kind === 'ended' && event.result.name === 'R' ? [event.result.startMs] : []); // prettier-ignore
    const { startMs, earlier = [] } = ran.of('R');
    expect([...earlier.map((turn) => turn.startMs), startMs]).toEqual(began);
    expect(began).toHaveLength(3);
  });

  it('counts no turn that never began', async () => {
    const { of } = await runTasks({ R: turning([1]), Bad: failing() }, ['Bad', 'R', 'R']);
    expect(of('R')).toMatchObject({ state: 'cancelled' });
    expect(of('R').earlier).toBeUndefined();
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
