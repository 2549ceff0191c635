import { combineStatuses, isPartialStatus, shellStatus, type ExitStatus } from '../../../lib/kernel/exit';
import { exitStatuses } from '../../../lib/kernel/exit-statuses';

const all = Object.keys(exitStatuses).map(Number) as readonly ExitStatus[];

describe('the table of exit statuses', () => {
  it('has no status that a shell would take for success', () => {
    expect(all.filter((status) => shellStatus(status) === 0)).toEqual([0]);
  });

  it('has no two statuses that a shell cannot tell apart', () => {
    expect(new Set(all.map(shellStatus)).size).toBe(all.length);
  });

  it('knows the handled partials', () => {
    expect(all.filter(isPartialStatus)).toEqual([201, 202, 203, 204, 205, 206]);
  });
});

describe('the status of several', () => {
  it.each<[readonly ExitStatus[], ExitStatus]>([
    [[], 0],
    [[0, 0], 0],
    [[0, 202, 0], 202],
    [[203, 203], 203],
    [[202, 203], 205],
    [[205, 205], 205],
    [[201, 205], 205],
    [[202, 506, 504], 506],
    [[0, 130, 506], 130],
  ])('%p is %i', (statuses, expected) => {
    expect(combineStatuses(statuses)).toBe(expected);
  });
});
