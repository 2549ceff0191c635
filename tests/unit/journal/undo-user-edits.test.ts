import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const block = (): { path: string; id: string } => ({ path: at.path('a'), id: 'path' });

interface Case {
  readonly kind: string;
  readonly prepare: () => void;
  readonly change: (system: System) => void;
  /** Where the run left something, or took it from; below the root. Default a. */
  readonly place?: string;
  /** What comes of it when the user removed what the run left. Default refused. */
  readonly vanished?: 'refused' | 'as wished';
  readonly becameFolder?: 'refused' | 'kept';
}

const nothing = (): void => undefined;
const oldFile = (): void => {
  writeFileSync(at.path('a'), 'old');
  chmodSync(at.path('a'), 0o755);
};

const cases: readonly Case[] = [
  {
    kind: 'a new file',
    prepare: nothing,
    change: ({ files }) => files.write(at.path('a'), 'ours'),
    vanished: 'as wished',
  },
  { kind: 'a rewritten file', prepare: oldFile, change: ({ files }) => files.write(at.path('a'), 'ours') },
  // The folder that the tests put there has the very mode.
  { kind: 'a mode', prepare: oldFile, change: ({ files }) => files.setMode(at.path('a'), 0o700) },
  {
    kind: 'a new link',
    prepare: nothing,
    change: ({ links }) => links.make(at.path('a'), 'ours'),
    vanished: 'as wished',
  },
  {
    kind: 'a link that points elsewhere',
    prepare: () => symlinkSync('old', at.path('a')),
    change: ({ links }) => links.retarget(at.path('a'), 'ours'),
  },
  {
    kind: 'a new folder',
    prepare: nothing,
    change: ({ files }) => files.makeFolder(at.path('a')),
    vanished: 'as wished',
    becameFolder: 'kept',
  },
  {
    kind: 'a moved file',
    prepare: oldFile,
    change: ({ files }) => files.move(at.path('a'), at.path('b')),
    place: 'b',
  },
  {
    kind: 'a block in a file of the user',
    prepare: oldFile,
    change: ({ environment }) => environment.writeBlock(block(), 'ours'),
  },
  {
    kind: 'a block in a file of its own',
    prepare: nothing,
    change: ({ environment }) => environment.writeBlock(block(), 'ours'),
    vanished: 'as wished',
  },
  {
    kind: 'a block that was taken out',
    prepare: () => {
      oldFile();
      at.system.environment.writeBlock(block(), 'old');
    },
    change: ({ environment }) => environment.removeBlock(block()),
  },
];

describe.each(cases)('when the user has since changed $kind', (each) => {
  const { prepare, change, place = 'a', vanished = 'refused', becameFolder = 'refused' } = each;
  /** The change in a run with another one before and after it, which have to be taken back all the same. */
  const run = async (): Promise<void> => {
    prepare();
    await at.run((system) => {
      system.files.write(at.path('first'), 'ours');
      change(system);
      system.files.write(at.path('last'), 'ours');
    });
  };

  it(`by removing it, its undo is ${vanished}, and the rest goes on`, async () => {
    await run();
    rmSync(at.path(place), { recursive: true });
    const report = await at.undo();
    expect(report.refused.map(({ path }) => path)).toEqual(vanished === 'refused' ? [at.path(place)] : []);
    expect(at.system.files.list(at.root)).toEqual([]);
  });

  it.each([false, true])(
    `by a folder in its place, its undo is ${becameFolder} and the rest goes on (empty: %p)`,
    async (empty) => {
      await run();
      rmSync(at.path(place), { recursive: true });
      mkdirSync(at.path(place));
      chmodSync(at.path(place), 0o700);
      if (!empty) writeFileSync(at.path(place, 'theirs'), 'mine');
      const report = await at.undo();
      rmSync(at.path('first'), { force: true });
      // An empty folder is what an empty folder of ours would be.
      if (each.kind === 'a new folder' && empty) return;
      expect((becameFolder === 'kept' ? report.kept : report.refused).map(({ path }) => path)).toEqual([
        at.path(place),
      ]);
      expect(at.system.files.list(at.root).map(({ name }) => name)).toEqual([place]);
      expect(readdirSync(at.path(place))).toEqual(empty ? [] : ['theirs']);
      if (!empty) expect(at.text(place, 'theirs')).toBe('mine');
      expect(at.system.files.stat(at.path(place))).toMatchObject({ kind: 'folder', mode: 0o700 });
    },
  );
});

describe('when the user has since said who may read a file that was', () => {
  const theirs = (): string | undefined => at.system.files.stat(at.path('a'))?.mode.toString(8);

  it('rewritten and given a mode, the old content comes back and the mode stays', async () => {
    oldFile();
    await at.run(({ files }) => {
      files.write(at.path('a'), 'ours');
      files.setMode(at.path('a'), 0o700);
    });
    chmodSync(at.path('a'), 0o600);
    const report = await at.undo();
    expect(report.refused.map(({ path }) => path)).toEqual([at.path('a')]);
    expect([at.text('a'), theirs()]).toEqual(['old', '600']);
  });

  it('given a block, the old text comes back and the mode stays', async () => {
    oldFile();
    await at.run(({ environment }) => {
      environment.writeBlock(block(), 'ours');
    });
    chmodSync(at.path('a'), 0o600);
    expect((await at.undo()).refused).toEqual([]);
    expect([at.text('a'), theirs()]).toEqual(['old', '600']);
  });
});
