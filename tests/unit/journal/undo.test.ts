import { readdirSync, writeFileSync } from 'node:fs';
import { findOpenRuns, findRun, isUndoable, openJournal } from '../../../lib/journal';
import { readRuns, type JournaledRun } from '../../../lib/journal/read';
import type { System } from '../../../lib/system/port';
import { createMemorySystem } from '../../../lib/system/memory';
import { undoRun } from '../../../lib/journal/undo';
import { useJournalFolder } from './journal-folder';
import { errorWith } from '../../contract/matching';

const at = useJournalFolder();
const write = async (name: string): Promise<JournaledRun> =>
  at.run(({ files }) => {
    files.write(at.path(name), name);
  });
const fault = (code: string): Error => errorWith({ code, exit: 501 });

describe('the run to take back', () => {
  it('is found by its id and by the beginning of it, in any case', () => {
    const step = {
      n: 1,
      task: 'T',
      step: { kind: 'remove', path: '/a' },
      before: { was: 'absent' },
      done: true,
    } as const;
    const base = {
      folder: '',
      command: '',
      at: '',
      began: { wall: 0, bootId: '', uptime: 0 },
      status: 0,
      cutOff: false,
      undone: new Set<number>(),
      isUndo: false,
      steps: [step],
      inVain: [],
    };
    const runs: readonly JournaledRun[] = ['7f3c', '7f3d', '9a'].map((id) => ({ ...base, id }));
    expect(['7f3c', '7F3D', '9'].map((id) => findRun(runs, id).id)).toEqual(['7f3c', '7f3d', '9a']);
    expect(() => findRun(runs, '7f3')).toThrow(fault('UND001'));
    expect(() => findRun(runs, '7f3')).toThrow(/^'7f3' fits 2 runs: give more of the id$/);
    expect(() => findRun(runs, 'b')).toThrow(fault('UND001'));
  });

  it('is none where nothing was changed', async () => {
    await expect(at.undo()).rejects.toEqual(fault('UND002'));
    expect(() => findRun([], 'a')).toThrow(fault('UND001'));
  });

  it('may be an undo when it is named', async () => {
    await write('a');
    await at.undo();
    expect(findRun(at.runs(), 'run2')).toMatchObject({ id: 'run2', isUndo: true });
  });
});

describe('taking a run back', () => {
  it('goes from the newest step to the oldest', async () => {
    await at.run(({ files, links }) => {
      files.makeFolder(at.path('a', 'b'));
      files.write(at.path('a', 'b', 'file'), 'one');
      files.move(at.path('a', 'b'), at.path('a', 'c'));
      files.write(at.path('a', 'c', 'file'), 'two');
      links.make(at.path('a', 'b'), 'c');
    });
    expect(await at.undo()).toMatchObject({ run: 'run1', command: 'just T', undone: 6, kept: [], refused: [] });
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('leaves a refused step open, so that it can be taken back later', async () => {
    await at.run(({ files }) => {
      files.write(at.path('a'), 'ours');
      files.write(at.path('b'), 'ours');
    });
    writeFileSync(at.path('a'), 'mine');
    expect(await at.undo()).toMatchObject({ undone: 1, refused: [{ path: at.path('a') }] });
    writeFileSync(at.path('a'), 'ours');
    expect(await at.undo('run1')).toMatchObject({ undone: 1, refused: [] });
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('leaves a folder open that holds a refused step, so that both can be taken back later', async () => {
    await at.run(({ files }) => {
      files.makeFolder(at.path('folder'));
      files.write(at.path('folder', 'a'), 'ours');
    });
    writeFileSync(at.path('folder', 'a'), 'mine');
    expect(await at.undo()).toMatchObject({ undone: 0, kept: [{ path: at.path('folder') }] });
    writeFileSync(at.path('folder', 'a'), 'ours');
    expect(await at.undo('run1')).toMatchObject({ undone: 2, kept: [], refused: [] });
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('names what a step cannot get back when its old content is lost', async () => {
    writeFileSync(at.path('a'), 'old');
    const run = await at.run(({ files }) => {
      files.write(at.path('a'), 'ours');
    });
    at.system.files.removeTree(`${run.folder}/blobs`);
    expect((await at.undo()).refused).toMatchObject([{ path: at.path('a') }]);
    expect(at.text('a')).toBe('ours');
  });

  it('does not take a bug for a step that is refused', async () => {
    const run = await write('a');
    const system = createMemorySystem();
    const stat = (): never => {
      throw new TypeError('a bug');
    };
    await expect(undoRun({ ...system, files: { ...system.files, stat } }, run)).rejects.toThrow('a bug');
  });

  it('and the undo, and the undo of that, ends where the first run ended', async () => {
    await write('a');
    await at.undo('run1');
    await at.undo('run2');
    expect(at.text('a')).toBe('a');
    await at.undo('run3');
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('makes a run that was redone one that can be undone again', async () => {
    const run = await write('a');
    await at.undo('run1');
    expect(isUndoable(findById('run1') ?? run)).toBe(false);
    await at.undo('run2');
    expect(isUndoable(findById('run1') ?? run)).toBe(true);
  });
});

describe('open runs', () => {
  const openRun = (id: string): void => {
    const journal = openJournal({ system: at.system, folder: at.folder, runId: id, command: 'just T' });
    journal.forTask('T').system.files.write(at.path(id), 'ours');
  };

  it('are those that were killed, not this one and not closed ones', async () => {
    await write('closed');
    openRun('killed');
    openRun('current');
    expect(findOpenRuns(readRuns(at.system, at.folder), ['current']).map(({ id }) => id)).toEqual(['killed']);
  });

  it('are no longer open once they were taken back', async () => {
    openRun('killed');
    await at.undo('killed');
    expect(findOpenRuns(readRuns(at.system, at.folder), ['current'])).toEqual([]);
  });
});

describe('an undo that was killed in the middle', () => {
  /** Takes the newest run back, but dies after so many steps. */
  const killedAfter = async (steps: number): Promise<void> => {
    const [run] = at.runs();
    if (run === undefined) throw new Error('there is no run');
    let count = 0;
    const dying = (call: () => unknown): void => {
      if (count === steps) throw new Error('killed');
      count += 1;
      call();
    };
    const { files, links, ...rest } = at.system;
    const system: System = {
      ...rest,
      links: {
        ...links,
        make: (...args) => dying(() => links.make(...args)),
        remove: (...args) => dying(() => links.remove(...args)),
      },
      files: {
        ...files,
        write: (...args) => dying(() => files.write(...args)),
        remove: (...args) => dying(() => files.remove(...args)),
        move: (...args) => dying(() => files.move(...args)),
        // Of many at once some are in their place when it dies.
        changeMany: (changes) => {
          for (const change of changes) dying(() => files.changeMany([change]));
        },
      },
    };
    await expect(undoRun(system, run)).rejects.toThrow('killed');
  };

  it.each([1, 2, 3, 4])('is finished by the next one, after %i steps', async (steps) => {
    at.system.files.write(at.path('a'), 'first');
    await at.run(({ files, links }) => {
      files.write(at.path('a'), 'second');
      files.write(at.path('a'), 'third');
      files.move(at.path('a'), at.path('b'));
      links.make(at.path('a'), 'b');
    });
    await killedAfter(steps);

    expect(await at.undo()).toMatchObject({ refused: [] });
    expect(at.text('a')).toBe('first');
    expect(readdirSync(at.root)).toEqual(['a']);
  });

  it.each([1, 3, 5])('is finished by the next one, after %i of many files', async (steps) => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const name of ['a', 'b']) at.system.files.write(at.path(name), 'old');
    await at.run(({ files }) => {
      for (const name of names) files.write(at.path(name), 'new');
    });
    await killedAfter(steps);

    expect(await at.undo()).toMatchObject({ refused: [] });
    expect(readdirSync(at.root)).toEqual(['a', 'b']);
    expect([at.text('a'), at.text('b')]).toEqual(['old', 'old']);
  });

  it('does not take what is not there any more for taken back', async () => {
    await at.run(({ files }) => {
      files.write(at.path('a'), 'second');
    });
    at.system.files.write(at.path('a'), 'the user');
    expect(await at.undo()).toMatchObject({ refused: [{ path: at.path('a') }] });
  });
});

function findById(id: string): JournaledRun | undefined {
  return at.runs().find((run) => run.id === id);
}
