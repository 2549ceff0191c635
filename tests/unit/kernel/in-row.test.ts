import type { InRow, OpenRun } from '../../../lib/kernel/schedule';
import { chain } from './chain';
import { runTasks, type Plan } from './run-tasks';

describe('where nobody listens to what goes well', () => {
  const rowOf = (): { readonly told: string[]; readonly inRow: InRow } => {
    const told: string[] = [];
    return {
      told,
      inRow: {
        ended: (name) => void told.push(name),
        left: ({ name, beganMs }) => void told.push(`${name} since ${beganMs}`),
      },
    };
  };

  it('a row of tasks is told by name, and has no events', async () => {
    const { told, inRow } = rowOf();
    const ran = await runTasks({ ...chain(2), All: ['T1'] }, ['All'], { inRow });
    expect(told).toEqual(['T0', 'T1', 'All']);
    expect(ran.events).toEqual([]);
    expect(ran.results.map(({ name }) => name)).toEqual(['T0', 'T1', 'All']);
  });

  it('the end of the first that does not end at once, and all that follows, are events', async () => {
    const { told, inRow } = rowOf();
    const wait: Plan = { deps: ['T1'], run: () => Promise.resolve() };
    let ticks = 7;
    const ran = await runTasks({ ...chain(2), Wait: wait, All: ['Wait'] }, ['All'], {
      inRow,
      monotonic: () => (ticks += 1),
    });
    expect(told).toEqual(['T0', 'T1', expect.stringMatching(/^Wait since 1\d$/)]);
    expect(ran.events.map((event) => [event.kind, event.kind === 'ended' ? event.result.name : event.name])).toEqual([
      ['ended', 'Wait'],
      ['started', 'All'],
      ['ended', 'All'],
    ]);
  });

  it('tasks that cannot go in a row have their events', async () => {
    const { told, inRow } = rowOf();
    const ran = await runTasks({ A: { if: true, run: () => null } }, ['A'], { inRow });
    expect(told).toEqual([]);
    expect(ran.events.map(({ kind }) => kind)).toEqual(['started', 'ended']);
  });

  it('whoever guards the end of the run sees the results as they come, and the task that is at work', async () => {
    let open: OpenRun | undefined;
    const looks: Plan = { deps: ['T1'], run: () => [open?.results.length, open?.inRow()?.name] };
    const ran = await runTasks({ ...chain(2), Looks: looks, All: ['Looks'] }, ['All'], {
      inRow: rowOf().inRow,
      onOpen: (run) => (open = run),
    });
    expect(ran.of('Looks').data).toEqual([2, 'Looks']);
    expect(open?.inRow()).toBeUndefined();
  });

  it('one that has left the row is at work there no more', async () => {
    let open: OpenRun | undefined;
    const { inRow } = rowOf();
    const wait: Plan = { run: () => Promise.resolve() };
    const later: Plan = { deps: ['Wait'], run: () => open?.inRow() ?? 'nobody' };
    const ran = await runTasks({ Wait: wait, Later: later }, ['Later'], { inRow, onOpen: (run) => (open = run) });
    expect(ran.of('Later').data).toBe('nobody');
  });
});
