import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openJournal, readRuns } from '../../../lib/journal';
import type { System } from '../../../lib/system/port';
import { hashBytes } from '../../../lib/system/tree-hash';
import { useJournalFolder } from './journal-folder';
import { errorWith } from '../../contract/matching';
import { faultWith } from '../config/world';

const at = useJournalFolder();
const runId = '7f3c0000-0000-4000-8000-000000000000';
const open = (system: System = at.system): ReturnType<typeof openJournal> =>
  openJournal({ system, folder: at.folder, runId, command: 'just Pin.Sync' });
const runFolder = (): string => join(at.folder, readdirSync(at.folder)[0] ?? '');
const lines = (): readonly Record<string, unknown>[] =>
  readFileSync(join(runFolder(), 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a journal', () => {
  it('makes nothing on the disk before the first change', () => {
    const journal = open();
    journal.forTask('T').system.files.list(at.root);
    journal.close({ status: 0 });
    expect(at.system.files.stat(dirname(at.folder))).toBeUndefined();
  });

  it('opens with run, command and time, and closes with the status', () => {
    const journal = open();
    journal.forTask('T').system.files.write(at.path('a'), 'one');
    journal.close({ status: 202 });
    expect(lines()[0]).toEqual({
      line: 'open',
      run: runId,
      command: 'just Pin.Sync',
      at: '2026-01-15T12:00:00.000Z',
      bootId: at.system.machine.bootId,
      uptime: expect.any(Number) as unknown,
      format: 1,
    });
    expect(lines().at(-1)).toEqual({ line: 'close', status: 202, at: '2026-01-15T12:00:00.000Z' });
  });

  it.each([true, false])('takes no change after its end, neither does the machine (one before: %s)', (before) => {
    const journal = open();
    const { system } = journal.forTask('T');
    if (before) system.files.write(at.path('a'), 'one');
    journal.close({ status: 0 });
    expect(() => {
      system.files.write(at.path('late'), 'two');
    }).toThrow(faultWith({ code: 'UND005', exit: 509 }));
    expect(at.system.files.stat(at.path('late'))).toBeUndefined();
    expect(at.system.files.stat(dirname(at.folder)) === undefined).toBe(!before);
  });

  it('lies in a folder named after time and run, for the user alone', () => {
    const journal = open();
    journal.forTask('T').system.files.write(at.path('a'), 'one');
    journal.close({ status: 0 });
    expect(readdirSync(at.folder)).toEqual([`20260115T120000000Z-${runId}`]);
    expect(statSync(runFolder()).mode & 0o777).toBe(0o700);
    expect(statSync(join(runFolder(), 'journal.jsonl')).mode & 0o777).toBe(0o600);
  });

  it('closes once', () => {
    const journal = open();
    journal.forTask('T').system.files.write(at.path('a'), 'one');
    journal.close({ status: 0 });
    journal.close({ status: 500 });
    expect(lines().filter(({ line }) => line === 'close')).toHaveLength(1);
  });

  it('numbers the steps of all tasks of a run', () => {
    const journal = open();
    journal.forTask('A').system.files.write(at.path('a'), 'one');
    journal.forTask('B').system.files.write(at.path('b'), 'one');
    journal.close({ status: 0 });
    expect(lines().filter(({ line }) => line === 'intent')).toMatchObject([
      { n: 1, task: 'A' },
      { n: 2, task: 'B' },
    ]);
  });

  it('keeps the steps of each task', () => {
    const journal = open();
    const [a, b] = [journal.forTask('A'), journal.forTask('B')];
    a.system.files.makeFolder(at.path('x', 'y'));
    expect([a.steps.length, b.steps.length]).toEqual([2, 0]);
    journal.close({ status: 0 });
  });

  it('takes a step out again that failed and left all as it was', () => {
    const journal = open();
    const { system, steps } = journal.forTask('T');
    system.files.write(at.path('a'), 'one');
    const failing = [
      () => { system.files.remove(at.path('none')); },
      () => { system.files.write(at.path('a', 'below'), 'one'); },
      () => { system.links.make(at.path('a'), at.root); },
      () => { system.files.changeMany([{ kind: 'write', path: at.path('b'), content: 'x' }, { kind: 'remove', path: at.path('none') }]); },
    ]; // prettier-ignore
    for (const change of failing) expect(change).toThrow();
    journal.close({ status: 500 });
    expect(at.system.files.stat(at.path('b'))).toBeUndefined();
    expect(steps).toMatchObject([{ kind: 'file.write', path: at.path('a') }]);
    expect(lines().filter(({ line }) => line === 'failed')).toHaveLength(5);
  });

  it.each(['folder', 'link'])('refuses a %s that others could change, and changes nothing', (kind) => {
    at.system.files.makeFolder(dirname(at.folder), 0o700);
    if (kind === 'link') symlinkSync(at.root, at.folder);
    else {
      at.system.files.makeFolder(at.folder);
      at.system.files.setMode(at.folder, 0o777);
    }
    expect(() => {
      open().forTask('T').system.files.write(at.path('a'), 'one');
    }).toThrow(errorWith({ code: 'SYS007', exit: 506 }));
    expect(readdirSync(at.root)).toEqual([]);
  });
});

describe('before a change', () => {
  /** The journal as it is on the disk at the moment when the System below is told to write. */
  const watched = (seen: (line: Record<string, unknown> | undefined) => void): System => {
    const { files, ...rest } = at.system;
    const write: typeof files.write = (path, content, options) => {
      if (path === at.path('a')) seen(lines().at(-1));
      files.write(path, content, options);
    };
    return { ...rest, files: { ...files, write } };
  };

  it('its intent is on the disk, and it is done afterwards', () => {
    let before: unknown;
    const journal = open(watched((line) => (before = line)));
    journal.forTask('T').system.files.write(at.path('a'), 'one');
    expect(before).toMatchObject({ line: 'intent', n: 1, step: { kind: 'file.write', path: at.path('a') } });
    expect(lines().at(-1)).toEqual({ line: 'done', n: 1 });
    journal.close({ status: 0 });
  });

  it('the old content is on the disk', () => {
    writeFileSync(at.path('a'), 'old');
    let kept = '';
    const journal = open(watched(() => (kept = readFileSync(join(runFolder(), 'blobs', hashBytes('old')), 'utf8'))));
    journal.forTask('T').system.files.write(at.path('a'), 'new');
    journal.close({ status: 0 });
    expect(kept).toBe('old');
  });

  it('the same old content is kept once', () => {
    const journal = open();
    const { files } = journal.forTask('T').system;
    for (const name of ['a', 'b']) files.write(at.path(name), 'same');
    for (const name of ['a', 'b']) files.remove(at.path(name));
    journal.close({ status: 0 });
    expect(readdirSync(join(runFolder(), 'blobs'))).toEqual([hashBytes('same')]);
  });

  it('content that only moves is not copied', () => {
    writeFileSync(at.path('a'), 'old');
    const journal = open();
    const { files } = journal.forTask('T').system;
    files.move(at.path('a'), at.path('b'));
    files.setMode(at.path('b'), 0o640);
    journal.close({ status: 0 });
    expect(readdirSync(runFolder())).toEqual(['journal.jsonl']);
  });

  it('what is there is noted: nothing, a file, a folder, a link', () => {
    const journal = open();
    const { files, links } = journal.forTask('T').system;
    files.write(at.path('a'), 'one');
    files.remove(at.path('a'));
    files.makeFolder(at.path('b'), 0o755);
    files.remove(at.path('b'));
    links.make(at.path('l'), 'x');
    links.remove(at.path('l'));
    journal.close({ status: 0 });
    expect(readRuns(at.system, at.folder)[0]?.steps.map(({ before }) => before)).toEqual([
      { was: 'absent' },
      { was: 'file', sha256: hashBytes('one'), mode: 0o600 },
      { was: 'absent' },
      { was: 'folder', mode: 0o755 },
      { was: 'absent' },
      { was: 'link', target: 'x' },
    ]);
  });
});

describe('a change that fails', () => {
  it('is noted as failed and its fault is passed on', () => {
    const journal = open();
    expect(() => {
      journal.forTask('T').system.files.move(at.path('gone'), at.path('b'));
    }).toThrow(errorWith({ code: 'SYS001' }));
    journal.close({ status: 506 });
    expect(lines().map(({ line }) => line)).toEqual(['open', 'intent', 'failed', 'close']);
  });

  it('of a child stays without an end', async () => {
    const journal = open();
    const changes = { folder: at.root, undo: { kind: 'none', reason: 'a test' } } as const;
    const run = journal.forTask('T').system.processes.run('sh', ['-c', 'exit 3'], { changes });
    await expect(run).rejects.toMatchObject({ code: 'SYS011' });
    journal.close({ status: 506 });
    expect(readRuns(at.system, at.folder)[0]?.steps[0]).toMatchObject({ done: false });
  });
});
