import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal, sweepJournals } from '../../../lib/journal';
import { unreadable, unwritable } from '../../../lib/system/faults';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const temporary = '.a.99-0123456789abcdef01234567.clistack-tmp';
const days = 86_400_000;

/** The System so many days later by the wall clock, and by uptime. */
const later = (wallDays: number, uptimeDays = wallDays): System => {
  const { clock, ...rest } = at.system;
  const [wall, uptime] = [clock.now(), clock.uptime()];
  return { ...rest, clock: { ...clock, now: () => wall + wallDays * days, uptime: () => uptime + uptimeDays * days } };
};
const sweep = (system = later(0)): void => {
  sweepJournals(system, at.folder, 30);
};
const write = async (name: string): Promise<unknown> => at.run(({ files }) => files.write(at.path(name), 'ours'));

/** A run that is killed in the middle of removing a file. */
const killed = (): string => {
  const die = (): never => {
    throw new Error('killed');
  };
  const { files, ...rest } = at.system;
  const stuck: System = { ...rest, files: { ...files, remove: die } };
  files.write(at.path('closed'), 'mine');
  at.killed(stuck, (system) => {
    system.files.remove(at.path('closed'));
  });
  return join(at.folder, readdirSync(at.folder).find((name) => name.endsWith('-killed')) ?? '');
};

describe('sweeping journals', () => {
  it('does nothing where there is no journal', () => {
    sweep();
    expect(at.system.files.stat(at.folder)).toBeUndefined();
  });

  it('removes temporary files beside the open step of a killed run, and nothing else', () => {
    killed();
    mkdirSync(at.path('other'));
    for (const folder of [at.root, at.path('other')]) writeFileSync(join(folder, temporary), 'half');
    sweep();
    expect(readdirSync(at.root).sort()).toEqual(['closed', 'other']);
    expect(readdirSync(at.path('other'))).toEqual([temporary]);
  });

  it('believes no journal of a folder that others can write into', () => {
    killed();
    writeFileSync(at.path(temporary), 'half');
    chmodSync(at.folder, 0o777);
    sweep();
    expect(readdirSync(at.root)).toContain(temporary);
  });

  it('removes old content that was half kept when the run was killed', () => {
    const folder = killed();
    writeFileSync(join(folder, 'blobs', temporary), 'half');
    sweep();
    expect(readdirSync(join(folder, 'blobs'))).not.toContain(temporary);
  });

  it('closes the journal of a killed run, which is told as cut off and can be undone', async () => {
    killed();
    sweep();
    expect(at.runs()).toMatchObject([{ status: 137, cutOff: true, steps: [{ done: false }] }]);
    expect(await at.undo('killed')).toMatchObject({ refused: [] });
  });

  it('closes a journal whose last line was cut without making it a damaged one', () => {
    const folder = killed();
    appendFileSync(join(folder, 'journal.jsonl'), '{"line":"do');
    sweep();
    expect(at.runs()).toMatchObject([{ status: 137, steps: [{ n: 1 }] }]);
  });

  it('closes once', () => {
    const folder = killed();
    sweep();
    const text = readFileSync(join(folder, 'journal.jsonl'), 'utf8');
    sweep(later(1));
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toBe(text);
  });

  it.each(['', '{"line":"op'])('removes the folder of a run that was killed before its first line (%j)', (text) => {
    const folder = join(at.folder, '20260115T120000000Z-dead');
    mkdirSync(folder, { recursive: true });
    if (text !== '') writeFileSync(join(folder, 'journal.jsonl'), text);
    sweep();
    expect(readdirSync(at.folder)).toEqual([]);
  });

  it('removes what an earlier sweep had not come to the end of removing', async () => {
    await write('a');
    mkdirSync(join(at.folder, temporary));
    writeFileSync(join(at.folder, temporary, 'journal.jsonl'), 'half');
    sweep();
    expect(readdirSync(at.folder)).not.toContain(temporary);
  });

  it('leaves a damaged journal as it is', () => {
    const folder = killed();
    writeFileSync(join(folder, 'journal.jsonl'), 'not ours\n{"line":"close"}\n');
    sweep();
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toBe('not ours\n{"line":"close"}\n');
  });

  it('finds its own also beside names that are not UTF-8', () => {
    killed();
    writeFileSync(Buffer.concat([Buffer.from(`${at.root}/r`), Buffer.from([0xe9])]), 'mine');
    writeFileSync(at.path(temporary), 'half');
    sweep();
    expect(readdirSync(at.root, 'latin1').sort()).toEqual(['closed', 'r\u00e9']);
  });

  it('goes on where a folder keeps it out, and closes the journal all the same', () => {
    killed();
    const out: System['files']['list'] = (path) => {
      if (path === at.root) throw unreadable({ path, reason: 'permission denied' });
      return at.system.files.list(path);
    };
    const { files, ...rest } = at.system;
    sweep({ ...rest, files: { ...files, list: out } });
    expect(at.runs()).toMatchObject([{ status: 137, cutOff: true }]);
  });

  it('goes on where something of ours cannot be removed', () => {
    killed();
    writeFileSync(at.path(temporary), 'half');
    const remove = (path: string): never => {
      throw unwritable({ path, reason: 'permission denied' });
    };
    const { files, ...rest } = at.system;
    sweep({ ...rest, files: { ...files, remove } });
    expect(at.runs()).toMatchObject([{ status: 137, cutOff: true }]);
  });
});

describe('old journals', () => {
  it('go when their time is over by two clocks, and at a second look', async () => {
    await write('a');
    sweep(later(30.5));
    expect(at.runs()).toHaveLength(1);
    sweep(later(31));
    expect(at.runs()).toHaveLength(1);
    sweep(later(31.6));
    expect(readdirSync(at.folder)).toEqual([]);
  });

  it('stay when the clock jumps, as often as it may', async () => {
    await write('a');
    for (const jump of [31, -31, 62, 400]) sweep(later(jump, 0.01));
    expect(at.runs()).toHaveLength(1);
  });
});

it('runs keep their order when the clock is set back between them', async () => {
  await write('a');
  const journal = openJournal({ system: later(-8), folder: at.folder, runId: 'later', command: 'just T' });
  journal.forTask('T').system.files.write(at.path('b'), 'ours');
  journal.close({ status: 0 });
  expect(at.runs().map(({ id }) => id)).toEqual(['run1', 'later']);
  expect(at.runs().map(({ began }) => began.wall)).toEqual([Date.UTC(2026, 0, 15, 12, 1), Date.UTC(2026, 0, 7, 12, 1)]);
});
