import { judgeAge, type Moment } from '../../../lib/system/two-clocks';

const day = 86_400_000;
const at = (days: number, uptimeDays = days, bootId = 'b'): Moment => ({
  wall: days * day,
  uptime: uptimeDays * day,
  bootId,
});

/** Began at 0 with seven days to live. */
it.each([
  ['young', at(0), null, at(6.99), 'keep'],
  ['over for the first time', at(0), null, at(7), 'mark'],
  ['over for the first time after a restart', at(0), null, at(7, 0.1, 'c'), 'mark'],
  ['over after the clock jumped by years', at(0), null, at(9000, 0.01), 'keep'],
  ['begun while the clock was 8 days behind', at(-8, 0), null, at(0, 0.01), 'keep'],
  ['begun while the clock was 8 days ahead', at(8, 0), null, at(0, 0.01), 'keep'],
  ['seen over by one jump and looked at after a second', at(0), at(8, 9, 'b'), at(16, 9.01), 'keep'],
  ['seen over an hour ago', at(0), at(7), at(7.04), 'keep'],
  ['seen over a day of uptime ago', at(0), at(7), at(8), 'remove'],
  ['seen over a day ago by a clock that jumped', at(0), at(7, 7), at(8, 7.01), 'keep'],
  ['seen over a day ago before a restart', at(0, 0, 'a'), at(7, 7, 'a'), at(8.5, 9, 'b'), 'keep'],
  ['seen over seven days ago before a restart', at(0, 0, 'a'), at(7, 7, 'a'), at(14, 0.1, 'b'), 'remove'],
  ['seen over a day ago where boots have no id', at(0, 0, ''), at(7, 7, ''), at(8.5, 9, ''), 'keep'],
  ['young again because the clock was set back', at(0), at(7), at(3, 9), 'keep'],
] as const)('%s', (_name, began, seen, now, judgement) => {
  expect(judgeAge(began, 7, seen, now)).toBe(judgement);
});
