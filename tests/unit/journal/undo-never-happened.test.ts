import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { findOpenRuns, readRuns, undoRun, type UndoReport } from '../../../lib/journal';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const profile = (): { path: string; id: string } => ({ path: at.path('profile'), id: 'path' });

/** A run that is killed between the intent and the change: the calls of the System below never return. */
const killedAt = (change: (system: System) => void): void => {
  const die = (): never => {
    throw new Error('killed');
  };
  const { files, links, environment, ...rest } = at.system;
  const killing: System = {
    ...rest,
    files: { ...files, move: die, remove: die, removeTree: die, setMode: die },
    links: { ...links, make: die, retarget: die, remove: die },
    environment: { ...environment, writeBlock: die, removeBlock: die },
  };
  // Only the journal's own writes go through.
  const write: System['files']['write'] = (path, content, options) => {
    if (path.startsWith(at.root)) die();
    files.write(path, content, options);
  };
  const makeFolder: System['files']['makeFolder'] = (path, mode) => {
    if (path.startsWith(at.root) && files.stat(path) === undefined) die();
    files.makeFolder(path, mode);
  };
  const system = { ...killing, files: { ...killing.files, write, makeFolder } };
  at.killed(system, change);
};

const undo = async (): Promise<UndoReport> => {
  const [run] = readRuns(at.system, at.folder);
  if (run === undefined) throw new Error('there is no run');
  return undoRun(at.system, run);
};

const cases: readonly (readonly [string, () => void, (system: System) => void])[] = [
  ['file.write of a new file', () => undefined, ({ files }) => files.write(at.path('a'), 'ours')],
  [
    'file.write over a file',
    () => writeFileSync(at.path('a'), 'old'),
    ({ files }) => files.write(at.path('a'), 'ours'),
  ],
  ['file.write over a folder', () => mkdirSync(at.path('a')), ({ files }) => files.write(at.path('a'), 'ours')],
  ['folder.make', () => undefined, ({ files }) => files.makeFolder(at.path('a'))],
  ['move', () => writeFileSync(at.path('a'), 'old'), ({ files }) => files.move(at.path('a'), at.path('b'))],
  ['remove of a file', () => writeFileSync(at.path('a'), 'old'), ({ files }) => files.remove(at.path('a'))],
  ['remove of a folder', () => mkdirSync(at.path('a')), ({ files }) => files.remove(at.path('a'))],
  ['remove of a link', () => symlinkSync('old', at.path('a')), ({ files }) => files.remove(at.path('a'))],
  ['mode.set of a file', () => writeFileSync(at.path('a'), 'old'), ({ files }) => files.setMode(at.path('a'), 0o600)],
  ['mode.set of nothing', () => undefined, ({ files }) => files.setMode(at.path('a'), 0o600)],
  ['link.make', () => undefined, ({ links }) => links.make(at.path('a'), 'ours')],
  ['link.make over a file', () => writeFileSync(at.path('a'), 'old'), ({ links }) => links.make(at.path('a'), 'ours')],
  [
    'link.make over the same link',
    () => symlinkSync('ours', at.path('a')),
    ({ links }) => links.make(at.path('a'), 'ours'),
  ],
  ['link.retarget', () => symlinkSync('old', at.path('a')), ({ links }) => links.retarget(at.path('a'), 'ours')],
  ['link.retarget of nothing', () => undefined, ({ links }) => links.retarget(at.path('a'), 'ours')],
  ['link.remove', () => symlinkSync('old', at.path('a')), ({ links }) => links.remove(at.path('a'))],
  ['block.write in a new file', () => undefined, ({ environment }) => environment.writeBlock(profile(), 'ours')],
  [
    'block.write',
    () => writeFileSync(at.path('profile'), 'a'),
    ({ environment }) => environment.writeBlock(profile(), 'ours'),
  ],
  [
    'block.remove',
    () => at.system.environment.writeBlock(profile(), 'old'),
    ({ environment }) => environment.removeBlock(profile()),
  ],
];

describe.each(cases)('undoing a %s that never happened', (_, prepare, change) => {
  it('finds everything as before, and leaves it', async () => {
    prepare();
    const before = at.system.hash.tree(at.root);
    killedAt(change);
    const report = await undo();
    expect(report).toMatchObject({ undone: 0, kept: [], refused: [] });
    expect(at.system.hash.tree(at.root)).toBe(before);
  });

  it('closes the matter: the run is open before and not after', async () => {
    prepare();
    killedAt(change);
    expect(findOpenRuns(readRuns(at.system, at.folder), ['current'])).toHaveLength(1);
    await undo();
    expect(findOpenRuns(readRuns(at.system, at.folder), ['current'])).toEqual([]);
  });
});

describe('undoing a step that was refused while the run went on', () => {
  it.each([
    ['a move to a place that is taken', ({ files }: System) => files.move(at.path('a'), at.path('b'))],
    ['the removal of a folder that is not empty', ({ files }: System) => files.remove(at.path('full'))],
    ['a file in the place of a folder', ({ files }: System) => files.write(at.path('full'), 'ours')],
    ['a link in the place of the same link', ({ links }: System) => links.make(at.path('link'), 'full')],
  ])('leaves %s', async (_, change) => {
    for (const name of ['a', 'b']) writeFileSync(at.path(name), name);
    mkdirSync(at.path('full'));
    writeFileSync(at.path('full', 'file'), 'mine');
    symlinkSync('full', at.path('link'));
    const before = at.system.hash.tree(at.root);
    await at.run((system) => {
      expect(() => change(system)).toThrow();
    });
    const report = await undo();
    expect(at.system.hash.tree(at.root)).toBe(before);
    expect(report.refused).toEqual([]);
  });
});

it('a run in which nothing happened cannot be taken back, whatever the user did since', async () => {
  for (const name of ['a', 'b']) writeFileSync(at.path(name), name);
  const { id } = await at.run(({ files }) => {
    expect(() => {
      files.move(at.path('a'), at.path('b'));
    }).toThrow('exists already');
  });
  rmSync(at.path('a'));
  await expect(at.undo(id)).rejects.toMatchObject({ code: 'UND001' });
  expect([readdirSync(at.root), at.text('b')]).toEqual([['b'], 'b']);
});

it('the newest undo passes over a run in which nothing happened', async () => {
  const first = await at.run(({ files }) => {
    files.write(at.path('a'), 'ours');
  });
  await at.run(({ files }) => {
    expect(() => {
      files.move(at.path('gone'), at.path('b'));
    }).toThrow();
  });
  expect(await at.undo()).toMatchObject({ run: first.id, undone: 1 });
});

describe('undoing a step that happened and was not marked as done', () => {
  /** A run that is killed after the change and before `done`. */
  const killedAfter = async (change: (system: System) => void): Promise<void> => {
    const run = await at.run(change);
    const path = `${run.folder}/journal.jsonl`;
    const lines = at.system.files.read(path).toString('utf8').split('\n');
    at.system.files.write(path, lines.filter((line) => !/"line":"(done|close)"/.test(line)).join('\n'));
  };

  it.each([
    ['a new file', (): void => undefined, ({ files }: System): void => files.write(at.path('a'), 'ours')],
    [
      'a moved file',
      () => writeFileSync(at.path('a'), 'old'),
      ({ files }: System) => files.move(at.path('a'), at.path('b')),
    ],
    ['a removed file', () => writeFileSync(at.path('a'), 'old'), ({ files }: System) => files.remove(at.path('a'))],
    ['a link', () => undefined, ({ links }: System) => links.make(at.path('a'), 'ours')],
    [
      'a block',
      () => writeFileSync(at.path('profile'), 'a'),
      ({ environment }: System) => environment.writeBlock(profile(), 'ours'),
    ],
    ['a block in a new file', () => undefined, ({ environment }: System) => environment.writeBlock(profile(), 'ours')],
  ])('takes back %s', async (_, prepare, change) => {
    prepare();
    const before = at.system.hash.tree(at.root);
    await killedAfter(change);
    expect(await undo()).toMatchObject({ undone: 1, refused: [] });
    expect(at.system.hash.tree(at.root)).toBe(before);
  });
});
