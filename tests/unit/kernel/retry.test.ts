import { withRetry } from '../../../lib/kernel/retry';
import { createStopper } from '../../../lib/kernel/stop';

const fail = (): never => {
  throw new Error('again');
};

it('waits no longer than a timer can measure, for one that is asked for more fires at once', async () => {
  const stopper = createStopper();
  const waits: number[] = [];
  const tried = withRetry({ times: 5, delay: 1, factor: 1e12 }, stopper, fail, (attempt, _thrown, waitMs) => {
    waits.push(waitMs);
    if (attempt === 2) stopper.abort();
  });
  await expect(tried).rejects.toThrow('again');
  expect(waits).toEqual([1, 2 ** 31 - 1]);
});

it('waits not at all where there is no delay, however often it tries', async () => {
  const waits = new Set<number>();
  const tried = withRetry({ times: 2, factor: Infinity }, createStopper(), fail, (_attempt, _thrown, waitMs) => {
    waits.add(waitMs);
  });
  await expect(tried).rejects.toThrow('again');
  expect([...waits]).toEqual([0]);
});
