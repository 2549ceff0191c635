import { changing } from '../support/sweep/check';
import { createSweep, errnos, everyPoint, inTurn, type Sweep } from '../support/sweep/sweep';

/** The short form of `Test.Sweep`: every fifth point killed, the errors in turn, and a few random kills. */
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
  expect(await sweep.tryPoints(everyPoint(points, ['SIGKILL'], 5))).toEqual([]);
  expect(await sweep.tryPoints(inTurn(points, errnos, 5))).toEqual([]);
  expect(await sweep.tryKills(10)).toEqual([]);
  // Nearly every fault has to hit the call it was meant for, or the sweep would prove nothing.
  expect(sweep.missed.length).toBeLessThan(points.length / 50);
});
