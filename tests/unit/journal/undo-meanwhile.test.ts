import { readFileSync, writeFileSync } from 'node:fs';
import { undoRun, type UndoReport } from '../../../lib/journal';
import type { JournaledRun } from '../../../lib/journal/read';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const save = (name: string): void => {
  writeFileSync(at.path(name), 'saved since');
};

/** Takes a run back while an editor saves as soon as the file of that name has been judged. */
async function undoWhile(run: JournaledRun, judged: string, edit: () => void): Promise<UndoReport> {
  const reports: UndoReport[] = [];
  await at.run(async (system) => {
    let isFirst = true;
    const file: System['hash']['file'] = (path) => {
      const hash = system.hash.file(path);
      if (isFirst && path === at.path(judged)) {
        isFirst = false;
        edit();
      }
      return hash;
    };
    reports.push(await undoRun({ ...system, hash: { ...system.hash, file } }, run));
  }, 'Undo.Run');
  const [report] = reports;
  if (report === undefined) throw new Error('the undo ended without a report');
  return report;
}

describe('what an editor saves while an undo is at work', () => {
  it('is not replaced by the old content of a file that waits for the others', async () => {
    for (const name of ['first', 'second']) writeFileSync(at.path(name), 'mine');
    const run = await at.run(({ files }) => {
      for (const name of ['first', 'second']) files.write(at.path(name), 'ours');
    });
    const report = await undoWhile(run, 'first', () => {
      save('second');
    });
    expect(report.refused).toEqual([{ path: at.path('second'), reason: 'it was changed since' }]);
    expect([at.text('first'), at.text('second')]).toEqual(['mine', 'saved since']);
  });

  it('is not removed with a file that the run made', async () => {
    const run = await at.run(({ files }) => {
      for (const name of ['first', 'second']) files.write(at.path(name), 'ours');
    });
    await undoWhile(run, 'first', () => {
      save('second');
    });
    expect(readFileSync(at.path('second'), 'utf8')).toBe('saved since');
  });

  it('is not replaced by a file that the run had removed', async () => {
    writeFileSync(at.path('second'), 'mine');
    const run = await at.run(({ files }) => {
      files.write(at.path('first'), 'ours');
      files.remove(at.path('second'));
    });
    await undoWhile(run, 'first', () => {
      save('second');
    });
    expect(at.text('second')).toBe('saved since');
  });

  it('is not replaced where the run had written a block', async () => {
    writeFileSync(at.path('a'), 'mine\n');
    const run = await at.run(({ environment }) => {
      environment.writeBlock({ path: at.path('a'), id: 'path' }, 'ours');
    });
    const report = await undoWhile(run, 'a', () => {
      save('a');
    });
    expect(report).toMatchObject({ undone: 0, refused: [{ path: at.path('a') }] });
    expect(at.text('a')).toBe('saved since');
  });
});
