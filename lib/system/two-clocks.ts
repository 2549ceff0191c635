import type { System } from './port';

/** A moment by two clocks: the wall clock may jump, time since the machine started may not. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly wall: number;
  /** Empty where the system does not tell one start of the machine from another. */
  readonly bootId: string;
  /** Milliseconds since that start of the machine. */
  readonly uptime: number;
}

const day = 86_400_000;

export function momentNow({ clock, machine }: Pick<System, 'clock' | 'machine'>): Moment {
  return { wall: clock.now(), bootId: machine.bootId, uptime: clock.uptime() };
}

/** What is to be done with something that has its time: leave it, note that its time seems over, or let it go. */
export type Judgement = 'keep' | 'mark' | 'remove';

/**
 * Two clocks decide: something goes only when its time is over by the wall clock and, within one start of the machine, by uptime too; and an
 * earlier look had found it over at least 24 hours of uptime ago, or 7 days ago by the wall clock where the machine was started again since.
 * So no jump of the clock removes anything.
 */
export function judgeAge(began: Moment, days: number, seen: Moment | null, now: Moment): Judgement {
  if (now.wall - began.wall < days * day) return 'keep';
  if (isSameBoot(began, now) && now.uptime - began.uptime < days * day) return 'keep';
  if (seen === null) return 'mark';
  const waited = isSameBoot(seen, now) ? now.uptime - seen.uptime >= day : now.wall - seen.wall >= 7 * day;
  return waited ? 'remove' : 'keep';
}

function isSameBoot(a: Moment, b: Moment): boolean {
  return a.bootId !== '' && a.bootId === b.bootId;
}
