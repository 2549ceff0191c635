import { subjects, useSubject } from './subjects';

describe.each(subjects)('the clock of the $name System', (subject) => {
  const on = useSubject(subject);

  it('tells the wall clock in milliseconds since 1970', () => {
    const year = new Date(on.system.clock.now()).getUTCFullYear();
    expect(year).toBeGreaterThanOrEqual(2025);
    expect(year).toBeLessThan(2200);
  });

  it('has a monotonic clock that never goes back', () => {
    const readings = Array.from({ length: 1000 }, () => on.system.clock.monotonic());
    expect(readings).toEqual([...readings].sort((a, b) => a - b));
  });

  it('tells how long the machine runs', () => {
    const first = on.system.clock.uptime();
    expect(first).toBeGreaterThan(0);
    expect(on.system.clock.uptime()).toBeGreaterThanOrEqual(first);
  });
});
