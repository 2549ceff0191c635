import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { openJournal, undoRun, type JournaledRun } from '../../../lib/journal';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const put: Readonly<Record<'file' | 'link' | 'folder', (name: string, what: string) => void>> = {
  file: (name, what) => {
    writeFileSync(at.path(name), what);
  },
  link: (name, what) => {
    symlinkSync(what, at.path(name));
  },
  folder: (name, what) => {
    mkdirSync(at.path(name));
    writeFileSync(at.path(name, 'what'), what);
  },
};
const move = (from: string, to: string): Promise<JournaledRun> =>
  at.run(({ files }) => {
    files.move(at.path(from), at.path(to));
  });
const tree = (): string => at.system.hash.tree(at.root);
const changed = (name: string): object => ({
  undone: 0,
  refused: [{ path: at.path(name), reason: 'it was changed since' }],
});

describe.each(['file', 'link', 'folder'] as const)('a %s that a run moved', (kind) => {
  it('goes back', async () => {
    put[kind]('a', 'old');
    const before = tree();
    await move('a', 'b');
    expect(await at.undo()).toMatchObject({ undone: 1, refused: [] });
    expect(tree()).toBe(before);
  });

  it('is not taken for another one that the user has put in its place', async () => {
    put[kind]('a', 'old');
    await move('a', 'b');
    // Kept while the other one is made: a file system may give its number again.
    renameSync(at.path('b'), at.path('kept'));
    put[kind]('b', 'mine');
    const meddled = tree();
    expect(await at.undo()).toMatchObject(changed('b'));
    expect(tree()).toBe(meddled);
  });
});

it('a moved folder goes back with what the user has changed in it since', async () => {
  put.folder('a', 'old');
  await move('a', 'b');
  writeFileSync(at.path('b', 'what'), 'mine');
  expect(await at.undo()).toMatchObject({ undone: 1, refused: [] });
  expect(at.text('a', 'what')).toBe('mine');
});

it('another file in the place of one that the same run made and moved is refused by name', async () => {
  await at.run(({ files }) => {
    files.write(at.path('a'), 'ours');
    files.move(at.path('a'), at.path('b'));
  });
  rmSync(at.path('b'));
  put.file('b', 'mine');
  expect(await at.undo()).toMatchObject(changed('b'));
  expect(at.text('b')).toBe('mine');
});

/** A system that does not rename folders, though both places are on one volume: what arrives is a copy, with a number of its own. */
const copying = (): System => {
  const { files, ...rest } = at.system;
  const move = (from: string, to: string): void => {
    cpSync(from, to, { recursive: true });
    rmSync(from, { recursive: true });
  };
  return { ...rest, files: { ...files, move } };
};

describe('a folder that came as a copy', () => {
  beforeEach(() => {
    put.folder('a', 'old');
    const journal = openJournal({ system: copying(), folder: at.folder, runId: 'copied', command: 'just Copy' });
    journal.forTask('Copy').system.files.move(at.path('a'), at.path('b'));
    journal.close({ status: 0 });
  });

  it('goes back', async () => {
    expect(await at.undo('copied')).toMatchObject({ undone: 1, refused: [] });
    expect(at.text('a', 'what')).toBe('old');
  });

  it('is not taken for another one that the user has put in its place', async () => {
    renameSync(at.path('b'), at.path('kept'));
    put.folder('b', 'mine');
    expect(await at.undo('copied')).toMatchObject(changed('b'));
    expect(at.text('b', 'what')).toBe('mine');
  });
});

it('a folder goes all the way back that was moved twice, the second time to another volume', async () => {
  put.folder('a', 'old');
  const before = tree();
  const run = await at.run((system) => {
    system.files.makeFolder(at.path('deep'));
    system.files.move(at.path('a'), at.path('deep', 'b'));
    system.files.move(at.path('deep'), at.path('c'));
  });
  expect(await undoRun(copying(), run)).toMatchObject({ undone: 3, refused: [] });
  expect(tree()).toBe(before);
});
