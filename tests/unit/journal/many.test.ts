import { join } from 'node:path';
import { openJournal, undoRun } from '../../../lib/journal';
import { unwritable } from '../../../lib/system/faults';
import type { System } from '../../../lib/system/port';
import type { Files } from '../../../lib/system/ports/files';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const die = (): never => {
  throw new Error('killed');
};
/** The System of which what lies in the folder of the test is changed so; the journal writes its own as ever. */
const withChangeMany = ({ files, ...rest }: System, changeMany: Files['changeMany']): System => ({
  ...rest,
  files: {
    ...files,
    changeMany: (changes) => {
      (changes.every(({ path }) => path.startsWith(at.root)) ? changeMany : files.changeMany)(changes);
    },
  },
});

it('takes many changes back, and leaves alone what was changed since', async () => {
  at.system.files.write(at.path('old'), 'one', { mode: 0o640 });
  at.system.files.write(at.path('gone'), 'x', { mode: 0o600 });
  await at.run(({ files }) => {
    files.changeMany([
      { kind: 'write', path: at.path('old'), content: 'two' },
      { kind: 'write', path: at.path('new'), content: 'new', mode: 0o755 },
      { kind: 'write', path: at.path('edited'), content: 'ours' },
      { kind: 'remove', path: at.path('gone') },
    ]);
  });
  at.system.files.write(at.path('edited'), 'mine');

  const report = await at.undo();

  expect(report.undone).toBe(3);
  expect(report.refused).toEqual([{ path: at.path('edited'), reason: 'it was changed since' }]);
  expect(at.system.files.list(at.root).map(({ name }) => name)).toEqual(['edited', 'gone', 'old']);
  expect([at.text('old'), at.text('gone'), at.system.files.stat(at.path('old'))?.mode]).toEqual(['one', 'x', 0o640]);
});

it('has every intent and the old contents on record before the first change', () => {
  at.system.files.write(at.path('a'), 'one');
  at.killed(withChangeMany(at.system, die), ({ files }) => {
    files.changeMany([
      { kind: 'write', path: at.path('a'), content: 'two' },
      { kind: 'write', path: at.path('b'), content: 'two' },
    ]);
  });

  const [killed] = at.runs();
  expect(killed?.steps.map(({ step, done }) => [step.path, done])).toEqual([
    [at.path('a'), false],
    [at.path('b'), false],
  ]);
  const blob = killed?.steps[0]?.before;
  expect(blob).toMatchObject({ was: 'file' });
  const sha256 = blob?.was === 'file' ? blob.sha256 : '';
  expect(at.system.files.read(join(killed?.folder ?? '', 'blobs', sha256)).toString('utf8')).toBe('one');
});

it('is only those of its changes that happened, when the rest of them failed', async () => {
  const half: Files['changeMany'] = (changes) => {
    at.system.files.changeMany(changes.slice(0, 1));
    throw unwritable({ path: at.path('b'), reason: 'no space left on device' });
  };
  const system = withChangeMany(at.system, half);
  const journal = openJournal({ system, folder: at.folder, runId: 'half', command: 'just T' });
  expect(() => {
    journal.forTask('T').system.files.changeMany([
      { kind: 'write', path: at.path('a'), content: 'ours' },
      { kind: 'write', path: at.path('b'), content: 'ours' },
    ]);
  }).toThrow('no space left');
  journal.close({ status: 506 });
  expect(at.runs()).toMatchObject([{ steps: [{ n: 1, step: { path: at.path('a') } }] }]);
  expect(await at.undo()).toMatchObject({ undone: 1, refused: [] });
  expect(at.system.files.list(at.root)).toEqual([]);
});

it('is no step where everything is as wished', async () => {
  at.system.files.write(at.path('a'), 'one');
  const run = at.run(({ files }) => {
    files.changeMany([{ kind: 'write', path: at.path('a'), content: 'one' }]);
  });
  await expect(run).rejects.toThrow('it changed nothing');
});

describe('the way back of many files in a row', () => {
  /** The System of the test, and how many files each call of `changeMany` took. */
  const counted = (changeMany: Files['changeMany'] = at.system.files.changeMany) => {
    const sizes: number[] = [];
    const { files, ...rest } = at.system;
    const counting: Files['changeMany'] = (changes) => {
      sizes.push(changes.length);
      changeMany(changes);
    };
    const system: System = { ...rest, files: { ...files, changeMany: counting } };
    return { sizes, system };
  };

  it('is one change of all of them', async () => {
    const run = await at.run(({ files }) => {
      for (const name of ['a', 'b', 'c']) files.write(at.path(name), name);
      files.makeFolder(at.path('d'));
      for (const name of ['e', 'f']) files.write(at.path('d', name), name);
    });
    const { system, sizes } = counted();
    expect(await undoRun(system, run)).toMatchObject({ undone: 6, refused: [] });
    expect([sizes, at.system.files.list(at.root)]).toEqual([[2, 3], []]);
  });

  it('is made before an older step of the same file is looked at', async () => {
    at.system.files.write(at.path('a'), 'one');
    const run = await at.run(({ files }) => {
      files.write(at.path('a'), 'two');
      files.remove(at.path('a'));
      files.write(at.path('a'), 'three');
    });
    const { system, sizes } = counted();
    expect(await undoRun(system, run)).toMatchObject({ undone: 3, refused: [] });
    expect([sizes, at.text('a')]).toEqual([[1, 1, 1], 'one']);
  });

  it('is tried one by one where they cannot be changed together, and the one at fault is named', async () => {
    const run = await at.run(({ files }) => {
      for (const name of ['a', 'b', 'c']) files.write(at.path(name), name);
    });
    const { changeMany } = at.system.files;
    const { system, sizes } = counted((changes) => {
      if (changes.some(({ path }) => path === at.path('b')))
        throw unwritable({ path: at.path('b'), reason: 'permission denied' });
      changeMany(changes);
    });
    const { undone, refused } = await undoRun(system, run);
    expect([undone, refused.map(({ path }) => path), sizes]).toEqual([2, [at.path('b')], [3, 1, 1, 1]]);
    expect(at.system.files.list(at.root).map(({ name }) => name)).toEqual(['b']);
  });
});
