import { createLimit } from '../../../lib/kernel/limit';
import { gate } from './run-tasks';

describe('a limit', () => {
  it('answers what the body answers', async () => {
    expect(await createLimit(1)(() => Promise.resolve(7))).toBe(7);
  });

  it('starts the waiting in the order they came', async () => {
    const limit = createLimit(1);
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((n) => limit(() => Promise.resolve(order.push(n)))));
    expect(order).toEqual([1, 2, 3]);
  });

  it('lets no newcomer overtake those who wait', async () => {
    const limit = createLimit(1);
    const first = gate();
    const order: string[] = [];
    const a = limit(() => first.passed);
    const b = limit(() => Promise.resolve(order.push('waiting')));
    first.open();
    await a;
    await Promise.all([b, limit(() => Promise.resolve(order.push('newcomer')))]);
    expect(order).toEqual(['waiting', 'newcomer']);
  });

  it('gives the slot on when a body fails', async () => {
    const limit = createLimit(1);
    await expect(limit(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await limit(() => Promise.resolve('next'))).toBe('next');
  });

  it('starts as many as it has slots, at once', async () => {
    const limit = createLimit(2);
    const hold = gate();
    let running = 0;
    const body = (): Promise<void> => {
      running += 1;
      return hold.passed;
    };
    const all = [limit(body), limit(body), limit(body)];
    expect(running).toBe(2);
    hold.open();
    await Promise.all(all);
    expect(running).toBe(3);
  });
});
