import { undoing } from '../support/sweep/check';
import { createSweep, errnos, inTurn, type Sweep } from '../support/sweep/sweep';

/** A file of its own, so that it goes beside the sweep of a run. */
jest.setTimeout(600_000);

let sweep: Sweep | undefined;
afterEach(() => {
  sweep?.dispose();
});

it('an undo that is killed, or whose disk fails, is finished by the next one', async () => {
  sweep = await createSweep(undoing);
  expect(sweep.points.length).toBeGreaterThan(300);
  expect(await sweep.tryPoints(inTurn(sweep.points, ['SIGKILL', ...errnos], 10))).toEqual([]);
  expect(sweep.missed.length).toBeLessThan(sweep.points.length / 50);
});
