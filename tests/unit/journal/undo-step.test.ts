import { chmodSync, mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const profile = (): { path: string; id: string } => ({ path: at.path('profile'), id: 'path' });

interface Case {
  readonly kind: string;
  readonly prepare?: () => void;
  readonly change: (system: System) => unknown;
  /** What the user does after the run, in the way of its undoing. */
  readonly meddle: () => void;
  /** The path that is refused then; below the root. */
  readonly refused?: string;
}

const cases: readonly Case[] = [
  {
    kind: 'file.write of a new file',
    change: ({ files }) => {
      files.write(at.path('a'), 'ours');
    },
    meddle: () => {
      writeFileSync(at.path('a'), 'mine');
    },
  },
  {
    kind: 'file.write over a file',
    prepare: () => {
      writeFileSync(at.path('a'), 'old');
      chmodSync(at.path('a'), 0o751);
    },
    change: ({ files }) => {
      files.write(at.path('a'), 'ours', { mode: 0o600 });
    },
    meddle: () => {
      writeFileSync(at.path('a'), 'mine');
    },
  },
  {
    kind: 'file.write whose file the user removed',
    prepare: () => {
      writeFileSync(at.path('a'), 'old');
    },
    change: ({ files }) => {
      files.write(at.path('a'), 'ours');
    },
    meddle: () => {
      unlinkSync(at.path('a'));
    },
  },
  {
    kind: 'folder.make',
    change: ({ files }) => {
      files.makeFolder(at.path('a'));
    },
    meddle: () => {
      at.system.files.remove(at.path('a'));
      writeFileSync(at.path('a'), 'mine');
    },
  },
  {
    kind: 'move with something new at the old place',
    prepare: () => {
      mkdirSync(at.path('a'));
      writeFileSync(at.path('a', 'file'), 'old');
    },
    change: ({ files }) => {
      files.move(at.path('a'), at.path('b'));
    },
    meddle: () => {
      writeFileSync(at.path('a'), 'mine');
    },
  },
  {
    kind: 'move whose thing the user removed, as a purge of the quarantine does',
    prepare: () => {
      writeFileSync(at.path('a'), 'old');
    },
    change: ({ files }) => {
      files.move(at.path('a'), at.path('b'));
    },
    meddle: () => {
      unlinkSync(at.path('b'));
    },
    refused: 'b',
  },
  {
    kind: 'remove of a file',
    prepare: () => {
      writeFileSync(at.path('a'), 'old', { mode: 0o640 });
    },
    change: ({ files }) => {
      files.remove(at.path('a'));
    },
    meddle: () => {
      writeFileSync(at.path('a'), 'mine');
    },
  },
  {
    kind: 'remove of a folder',
    prepare: () => {
      mkdirSync(at.path('a'), { mode: 0o750 });
    },
    change: ({ files }) => {
      files.remove(at.path('a'));
    },
    meddle: () => {
      writeFileSync(at.path('a'), 'mine');
    },
  },
  {
    kind: 'mode.set',
    prepare: () => {
      writeFileSync(at.path('a'), 'old', { mode: 0o640 });
    },
    change: ({ files }) => {
      files.setMode(at.path('a'), 0o600);
    },
    meddle: () => {
      chmodSync(at.path('a'), 0o444);
    },
  },
  {
    kind: 'link.make',
    change: ({ links }) => {
      links.make(at.path('a'), 'ours');
    },
    meddle: () => {
      unlinkSync(at.path('a'));
      symlinkSync('mine', at.path('a'));
    },
  },
  {
    kind: 'link.retarget',
    prepare: () => {
      symlinkSync('old', at.path('a'));
    },
    change: ({ links }) => {
      links.retarget(at.path('a'), 'ours');
    },
    meddle: () => {
      unlinkSync(at.path('a'));
      symlinkSync('mine', at.path('a'));
    },
  },
  {
    kind: 'link.remove',
    prepare: () => {
      symlinkSync('old', at.path('a'));
    },
    change: ({ links }) => {
      links.remove(at.path('a'));
    },
    meddle: () => {
      writeFileSync(at.path('a'), 'mine');
    },
  },
  {
    kind: 'block.write',
    prepare: () => {
      writeFileSync(at.path('profile'), 'export EDITOR=vi');
    },
    change: ({ environment }) => {
      environment.writeBlock(profile(), 'ours');
    },
    meddle: () => {
      writeFileSync(at.path('profile'), at.text('profile').replace('ours', 'mine'));
    },
    refused: 'profile',
  },
  {
    kind: 'block.write into a file of our own',
    change: ({ environment }) => {
      environment.writeBlock(profile(), 'ours');
    },
    meddle: () => {
      writeFileSync(at.path('profile'), at.text('profile').replace('ours', 'mine'));
    },
    refused: 'profile',
  },
  {
    kind: 'block.remove',
    prepare: () => {
      at.system.environment.writeBlock(profile(), 'old');
      writeFileSync(at.path('profile'), `before\n${at.text('profile')}after\n`);
    },
    change: ({ environment }) => {
      environment.removeBlock(profile());
    },
    meddle: () => {
      writeFileSync(at.path('profile'), 'mine\n');
    },
    refused: 'profile',
  },
];

describe.each(cases)('undoing $kind', ({ prepare = () => undefined, change, meddle, refused = 'a' }) => {
  const tree = (): string => at.system.hash.tree(at.root);

  it('makes everything as it was', async () => {
    prepare();
    const before = tree();
    await at.run(change);
    const report = await at.undo();
    expect(tree()).toBe(before);
    expect(report).toMatchObject({ undone: 1, kept: [], refused: [] });
  });

  it('is refused by path when the user changed it since, and leaves it', async () => {
    prepare();
    await at.run(change);
    meddle();
    const meddled = tree();
    const report = await at.undo();
    expect(report).toMatchObject({ undone: 0, refused: [{ path: at.path(refused) }] });
    expect(tree()).toBe(meddled);
  });

  it('can be undone itself', async () => {
    prepare();
    await at.run(change);
    const changed = tree();
    await at.undo('run1');
    await at.undo('run2');
    expect(tree()).toBe(changed);
  });

  it('happens once', async () => {
    prepare();
    await at.run(change);
    await at.undo('run1');
    await expect(at.undo('run1')).rejects.toMatchObject({ code: 'UND001' });
  });
});
