import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  closeCheckpoint,
  lockCheckpoint,
  openCheckpoint,
  readCheckpoints,
  sweepCheckpoints,
} from '../../../lib/journal';
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
  const file = openCheckpoint(system, at.folder, { run, command: 'T', build: {}, takenBack: [], resumed });
  file.close(500);
  file.end();
};
const runs = (): readonly string[] => readCheckpoints(at.system, at.folder).map(({ run }) => run);
const locks = (): string => join(at.folder, '..', 'locks');
const sweep = (system: System): Promise<void> =>
  sweepCheckpoints(system, { folder: at.folder, locks: locks(), keepDays: 30, purpose: 'just T' });

describe('checkpoints', () => {
  it('of a run that is ended while it waits have what was done before that run, and no more', () => {
    const result = (name: string) => ({ name, state: 'succeeded', status: 0, reason: null, data: null }) as const;
    const open = (run: string, resumed?: Checkpoint): ReturnType<typeof openCheckpoint> =>
      openCheckpoint(at.system, at.folder, { run, command: 'T', build: {}, takenBack: [], resumed });
    const look = (): readonly (boolean | string | undefined)[] => {
      const [only] = readCheckpoints(at.system, at.folder);
      return [only?.isUnsettled, ...(only?.results ?? []).map(({ name }) => name), String(only?.states['h'])];
    };
    const first = open('first');
    first.ended(result('A'), { h: 1 });
    first.waiting();
    first.settled();
    first.close(500);
    first.end();
    expect(look()).toEqual([false, 'A', '1']);
    const second = open('second', readCheckpoints(at.system, at.folder)[0]);
    second.ended(result('B'), { h: 2 });
    expect(look()).toEqual([false, 'A', 'B', '2']);
    second.waiting();
    expect(look()).toEqual([true, 'A', '1']);
    const third = open('third', readCheckpoints(at.system, at.folder)[0]);
    expect(look()).toEqual([false, 'A', '1']);
    third.ended(result('B'), { h: 3 });
    third.close(500);
    third.end();
    expect(look()).toEqual([false, 'A', 'B', '3']);
  });

  it('of a run that failed behind its end are open again, with what was done before that run', () => {
    const result = (name: string) => ({ name, state: 'succeeded', status: 0, reason: null, data: null }) as const;
    const open = (run: string, resumed?: Checkpoint): ReturnType<typeof openCheckpoint> =>
      openCheckpoint(at.system, at.folder, { run, command: 'T', build: {}, takenBack: [], resumed });
    const look = (): unknown => {
      const [only] = readCheckpoints(at.system, at.folder);
      return [only?.status, only?.isSpent, only?.results.map(({ name }) => name), only?.states['h']];
    };
    const first = open('first');
    first.ended(result('A'), { h: 1 });
    first.close(500);
    first.end();
    const second = open('second', readCheckpoints(at.system, at.folder)[0]);
    second.ended(result('B'), { h: 2 });
    second.settled();
    second.flush();
    expect(look()).toEqual([null, false, ['A', 'B'], 2]);
    second.undo();
    second.close(500);
    second.end();
    expect(look()).toEqual([500, false, ['A'], 1]);
    const third = open('third', readCheckpoints(at.system, at.folder)[0]);
    third.ended(result('B'), { h: 3 });
    third.close(506);
    third.end();
    expect(look()).toEqual([506, false, ['A', 'B'], 3]);
    const fourth = open('fourth', readCheckpoints(at.system, at.folder)[0]);
    fourth.remove();
    expect(runs()).toEqual([]);
  });

  it('are in the order in which they were begun, also when the clock was set back between them', () => {
    begin('first', later(8));
    begin('second', later(-8));
    begin('third', later(0));
    expect(runs()).toEqual(['first', 'second', 'third']);
  });

  it('go when their days are over by both clocks, at the second look a day later, and leave nothing', async () => {
    begin('old');
    await sweep(later(31));
    expect(runs()).toEqual(['old']);
    await sweep(later(32));
    expect(readdirSync(at.folder)).toEqual([]);
  });

  it('stay when only the wall clock says that their days are over', async () => {
    begin('young');
    await sweep(later(31, 0));
    await sweep(later(62, 2));
    expect(runs()).toEqual(['young']);
  });

  it('have their days anew when they are gone on with', async () => {
    begin('old');
    const [old] = readCheckpoints(at.system, at.folder);
    begin('later', later(20), old);
    await sweep(later(31));
    await sweep(later(40));
    expect(runs()).toEqual(['old']);
  });

  it('stay when their run went on after another one had closed them, and was killed then', async () => {
    const start = { run: 'both', command: 'T', build: {}, takenBack: [], resumed: undefined };
    const file = openCheckpoint(later(0), at.folder, start);
    const [{ path } = { path: '' }] = readCheckpoints(at.system, at.folder);
    closeCheckpoint(path, 0);
    file.reached('Next');
    await sweep(later(1));
    expect(readCheckpoints(at.system, at.folder)).toMatchObject([{ run: 'both', status: null }]);
  });

  it('that are gone when another run closes them stay gone', () => {
    begin('both');
    const [{ path } = { path: '' }] = readCheckpoints(at.system, at.folder);
    rmSync(path);
    closeCheckpoint(path, 0);
    expect(readdirSync(at.folder)).toEqual([]);
  });

  it('that another run takes away while they are read are not among them', () => {
    begin('gone');
    begin('stays');
    const { files, ...rest } = at.system;
    const readText = (path: string): string => {
      if (path.endsWith('gone.jsonl')) rmSync(path);
      return files.readText(path);
    };
    const found = readCheckpoints({ ...rest, files: { ...files, readText } }, at.folder);
    expect(found.map(({ run }) => run)).toEqual(['stays']);
  });

  it.each([
    ['a date that is none', { at: '[secret]-11-27T03:00:00.000Z' }],
    ['no id', { run: undefined }],
    ['a build that is none', { build: null }],
    ['a clock that is none', { uptime: '12' }],
  ])('that begin with %s are left out, and the others stay of use', (_, damage) => {
    begin('whole');
    const [path] = readCheckpoints(at.system, at.folder).map((each) => each.path);
    const [open = ''] = readFileSync(path ?? '', 'utf8').split('\n');
    const damaged = { ...(JSON.parse(open) as object), run: 'damaged', ...damage };
    writeFileSync(join(at.folder, 'damaged.jsonl'), `${JSON.stringify(damaged)}\n`);
    begin('next');
    expect(runs()).toEqual(['whole', 'next']);
  });

  it('know nothing of what a damaged line says', () => {
    begin('some');
    const [path = ''] = readCheckpoints(at.system, at.folder).map((each) => each.path);
    const lines = [
      { line: 'ended' },
      { line: 'ended', result: { name: 'A', state: 'succeeded' } },
      { line: 'resumed', at: 'x' },
    ];
    appendFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    expect(readCheckpoints(at.system, at.folder)).toMatchObject([{ run: 'some', results: [], status: 500 }]);
  });

  it('are nothing where there is no folder', async () => {
    rmSync(at.folder, { recursive: true, force: true });
    await sweep(later(0));
    expect(runs()).toEqual([]);
  });

  it('that a run is at work with stay, however old they are', async () => {
    begin('old');
    const lock = await lockCheckpoint(at.system, { folder: locks(), run: 'old', waitMs: 0, purpose: 'just Long' });
    await sweep(later(31));
    await sweep(later(32));
    expect(runs()).toEqual(['old']);
    lock.release();
    await sweep(later(32));
    expect(runs()).toEqual([]);
  });

  it('take the lock file of a killed run with them when they go', async () => {
    begin('old');
    mkdirSync(locks());
    writeFileSync(join(locks(), 'checkpoint-old.lock'), '');
    await sweep(later(31));
    await sweep(later(32));
    expect(readdirSync(locks())).toEqual([]);
  });
});
