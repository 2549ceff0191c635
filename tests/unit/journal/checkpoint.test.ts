import { readdirSync, rmSync } from 'node:fs';
import { openCheckpoint, readCheckpoints, sweepCheckpoints } from '../../../lib/journal';
import type { Checkpoint } from '../../../lib/journal';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const day = 86_400_000;

/** The System so many days later by the wall clock, and by uptime. */
const later = (wallDays: number, uptimeDays = wallDays): System => {
  const { clock, ...rest } = at.system;
  const [wall, uptime] = [clock.now(), clock.uptime()];
  return { ...rest, clock: { ...clock, now: () => wall + wallDays * day, uptime: () => uptime + uptimeDays * day } };
};
const begin = (run: string, system = later(0), resumed?: Checkpoint): void => {
  const redact = (value: unknown): unknown => value;
  openCheckpoint(system, at.folder, { run, command: 'T', build: {}, resumed, redact }).close(500, true);
};
const runs = (): readonly string[] => readCheckpoints(at.system, at.folder).map(({ run }) => run);
const sweep = (system: System): void => {
  sweepCheckpoints(system, at.folder, 30);
};

describe('checkpoints', () => {
  it('are in the order in which they were begun, also when the clock was set back between them', () => {
    begin('first', later(8));
    begin('second', later(-8));
    begin('third', later(0));
    expect(runs()).toEqual(['first', 'second', 'third']);
  });

  it('go when their days are over by both clocks, at the second look a day later, and leave nothing', () => {
    begin('old');
    sweep(later(31));
    expect(runs()).toEqual(['old']);
    sweep(later(32));
    expect(readdirSync(at.folder)).toEqual([]);
  });

  it('stay when only the wall clock says that their days are over', () => {
    begin('young');
    sweep(later(31, 0));
    sweep(later(62, 2));
    expect(runs()).toEqual(['young']);
  });

  it('have their days anew when they are gone on with', () => {
    begin('old');
    const [old] = readCheckpoints(at.system, at.folder);
    begin('later', later(20), old);
    sweep(later(31));
    sweep(later(40));
    expect(runs()).toEqual(['old']);
  });

  it('are nothing where there is no folder', () => {
    rmSync(at.folder, { recursive: true, force: true });
    sweep(later(0));
    expect(runs()).toEqual([]);
  });
});
