import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { openJournal, readRuns } from '../../../lib/journal';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const block = (): { path: string; id: string } => ({ path: at.path('a'), id: 'path' });

/** The System of a task, in which an editor saves as soon as the intent of a change has been worked out. */
const edited = (edit: () => void): System => {
  const { files, ...rest } = at.system;
  const changeMany: System['files']['changeMany'] = (changes) => {
    files.changeMany(changes);
    edit();
  };
  const system: System = { ...rest, files: { ...files, changeMany } };
  return openJournal({ system, folder: at.folder, runId: 'r', command: 'just T' }).forTask('T').system;
};
const save = (): void => {
  writeFileSync(at.path('a'), 'saved since');
};

it.each<[string, (system: System) => void]>([
  ['written', ({ files }) => files.write(at.path('a'), 'ours')],
  ['removed', ({ files }) => files.remove(at.path('a'))],
  ['given a block', ({ environment }) => environment.writeBlock(block(), 'ours')],
])('a file is not %s that an editor has saved since the journal kept it', (_, change) => {
  writeFileSync(at.path('a'), 'mine');
  expect(() => {
    change(edited(save));
  }).toThrow('another program has changed it just now');
  expect(readFileSync(at.path('a'), 'utf8')).toBe('saved since');
  expect(readRuns(at.system, at.folder)).toMatchObject([{ steps: [], inVain: [{ path: at.path('a') }] }]);
});

it('a file that an editor has replaced by a link is not written', () => {
  writeFileSync(at.path('a'), 'mine');
  writeFileSync(at.path('b'), 'theirs');
  const relink = (): void => {
    rmSync(at.path('a'));
    symlinkSync('b', at.path('a'));
  };
  expect(() => {
    edited(relink).files.remove(at.path('a'));
  }).toThrow('another program');
  expect(at.text('b')).toBe('theirs');
});

it('a file that was only given another mode meanwhile is written all the same', () => {
  writeFileSync(at.path('a'), 'mine');
  edited(() => {
    chmodSync(at.path('a'), 0o600);
  }).files.write(at.path('a'), 'ours');
  expect(at.text('a')).toBe('ours');
});
