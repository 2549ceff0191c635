import { changing, undoing } from '../support/sweep/check';
import { createSweep, errnos, everyPoint, inTurn, type Sweep } from '../support/sweep/sweep';

/** The short form of `Test.Sweep`: every tenth point killed, the errors in turn, and a few random kills. */
jest.setTimeout(600_000);

let sweep: Sweep | undefined;
afterEach(() => {
  sweep?.dispose();
});

it('a changing run that is killed, or whose disk fails, is finished by the next one and can be taken back', async () => {
  sweep = await createSweep(changing);
  const { points } = sweep;
  expect(points.length).toBeGreaterThan(300);
  expect(sweep.twoVolumes).toBe(true);
  expect(await sweep.tryPoints(everyPoint(points, ['SIGKILL'], 10))).toEqual([]);
  expect(await sweep.tryPoints(inTurn(points, errnos, 10))).toEqual([]);
  expect(await sweep.tryKills(5)).toEqual([]);
  // Nearly every fault has to hit the call it was meant for, or the sweep would prove nothing.
  expect(sweep.missed.length).toBeLessThan(points.length / 100);
});

it('an undo that is killed, or whose disk fails, is finished by the next one', async () => {
  sweep = await createSweep(undoing);
  expect(sweep.points.length).toBeGreaterThan(300);
  expect(await sweep.tryPoints(inTurn(sweep.points, ['SIGKILL', ...errnos], 20))).toEqual([]);
  expect(sweep.missed.length).toBeLessThan(sweep.points.length / 100);
});
