import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const profile = (): { path: string; id: string } => ({ path: at.path('profile'), id: 'path' });
const mark = (name: string): readonly string[] => ['sh', '-c', `echo undone > ${at.path(name)}`];

describe('undoing', () => {
  it('a change of a socket or pipe is refused: such things cannot be made again', async () => {
    execFileSync('mkfifo', [at.path('pipe')]);
    await at.run(({ files }) => {
      files.remove(at.path('pipe'));
    });
    expect((await at.undo()).refused).toEqual([{ path: at.path('pipe'), reason: 'it was no file, folder or link' }]);
  });

  it('a removed tree is refused: it is gone for good', async () => {
    mkdirSync(at.path('a'));
    await at.run(({ files }) => {
      files.removeTree(at.path('a'));
    });
    expect((await at.undo()).refused).toEqual([{ path: at.path('a'), reason: 'its contents were removed for good' }]);
  });

  it('a tree that the same run made and removed needs no way back', async () => {
    await at.run(({ files }) => {
      files.makeFolder(at.path('a'));
      files.write(at.path('a', 'b'), 'ours');
      files.removeTree(at.path('a'));
    });
    expect(await at.undo()).toMatchObject({ refused: [], kept: [] });
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('a tree that the same run made, moved to its place and removed there needs no way back, nor do the folders that it lay in', async () => {
    await at.run(async ({ files, processes }) => {
      files.makeFolder(at.path('in', 'fresh'));
      const changes = { folder: at.path('in', 'fresh'), undo: { kind: 'remove' } } as const;
      await processes.run('touch', [at.path('in', 'fresh', 'b')], { changes });
      files.move(at.path('in', 'fresh'), at.path('in', 'place'));
      files.removeTree(at.path('in', 'place'));
      files.remove(at.path('in'));
    });
    expect(await at.undo()).toMatchObject({ refused: [], kept: [] });
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('a tree that the run only moved before it removed it is refused: it is gone for good', async () => {
    mkdirSync(at.path('a'));
    await at.run(({ files }) => {
      files.move(at.path('a'), at.path('b'));
      files.removeTree(at.path('b'));
    });
    expect((await at.undo()).refused).toEqual([
      { path: at.path('b'), reason: 'its contents were removed for good' },
      { path: at.path('b'), reason: 'it was removed since' },
    ]);
  });

  it('an empty folder that an earlier undo had brought back, and was killed then, stays', async () => {
    mkdirSync(at.path('a'), { mode: 0o750 });
    await at.run(({ files }) => {
      files.move(at.path('a'), at.path('b'));
      files.makeFolder(at.path('a'));
    });
    const kept = statSync(at.path('b')).ino;
    rmdirSync(at.path('a'));
    renameSync(at.path('b'), at.path('a'));
    expect(await at.undo()).toMatchObject({ undone: 0, refused: [], kept: [] });
    expect(statSync(at.path('a')).ino).toBe(kept);
  });

  it('a child that worked in a folder of ours takes the folder along', async () => {
    await at.run(async ({ files, processes }) => {
      files.makeFolder(at.path('a'));
      files.write(at.path('a', 'b'), 'ours');
      const changes = { folder: at.path('a'), undo: { kind: 'remove' } } as const;
      await processes.run('touch', [at.path('a', 'c')], { changes });
      await processes.run('touch', [at.path('a', 'd')], { changes });
    });
    expect(await at.undo()).toMatchObject({ refused: [], kept: [] });
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('an older run before a newer one leaves nothing of what its child made', async () => {
    const install = async ({ files, links, processes }: System, version: string): Promise<void> => {
      files.makeFolder(at.path('store', version));
      const changes = { folder: at.path('store', version), undo: { kind: 'remove' } } as const;
      await processes.run('touch', [at.path('store', version, 'tool')], { changes });
      if (links.read(at.path('link')) === undefined) links.make(at.path('link'), at.path('store', version));
      else links.retarget(at.path('link'), at.path('store', version));
    };
    const { id: first } = await at.run((system) => install(system, '1'));
    const { id: second } = await at.run(async (system) => {
      await install(system, '2');
      system.files.move(at.path('store', '1'), at.path('aside'));
    });

    expect((await at.undo(first)).refused).toMatchObject([{ path: at.path('link') }]);
    expect((await at.undo(second)).refused).toEqual([]);
    expect((await at.undo(first)).refused).toEqual([]);
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('a child that failed in a folder of ours takes the folder along', async () => {
    await at.run(async ({ files, processes }) => {
      files.makeFolder(at.path('a'));
      const changes = { folder: at.path('a'), undo: { kind: 'remove' } } as const;
      const broken = ['-c', `touch ${at.path('a', 'half')}; false`];
      await expect(processes.run('sh', broken, { changes })).rejects.toMatchObject({ code: 'SYS011' });
    });
    expect(await at.undo()).toMatchObject({ refused: [], kept: [] });
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('a child runs the command that takes it back', async () => {
    const changes = () => ({ folder: at.root, undo: { kind: 'command' as const, argv: mark('undone') } });
    await at.run(({ processes }) => processes.run('true', [], { changes: changes() }));
    expect(await at.undo()).toMatchObject({ undone: 1 });
    expect(at.text('undone')).toBe('undone\n');
  });

  it('a child that cannot be taken back is refused with its reason', async () => {
    const undo = { kind: 'none', reason: 'it publishes' } as const;
    await at.run(({ processes }) => processes.run('true', [], { changes: { folder: at.root, undo } }));
    expect((await at.undo()).refused).toEqual([{ path: at.root, reason: 'it publishes' }]);
  });

  it('a child whose command fails is refused, and the rest goes on', async () => {
    await at.run(async ({ files, processes }) => {
      files.write(at.path('a'), 'ours');
      const undo = { kind: 'command' as const, argv: ['false'] };
      await processes.run('true', [], { changes: { folder: at.root, undo } });
    });
    expect(await at.undo()).toMatchObject({ undone: 1, refused: [{ path: at.root }] });
    expect(readdirSync(at.root)).toEqual([]);
  });

  it('a folder that the user put something into keeps it', async () => {
    await at.run(({ files }) => {
      files.makeFolder(at.path('a'));
    });
    writeFileSync(at.path('a', 'mine'), 'mine');
    expect(await at.undo()).toMatchObject({ undone: 0, kept: [{ path: at.path('a'), reason: 'it is not empty' }] });
    expect(at.text('a', 'mine')).toBe('mine');
  });

  it('a block leaves what the user wrote around it since', async () => {
    writeFileSync(at.path('profile'), 'before\n');
    await at.run(({ environment }) => {
      environment.writeBlock(profile(), 'ours');
    });
    writeFileSync(at.path('profile'), `${at.text('profile')}mine\n`);
    expect(await at.undo()).toMatchObject({ undone: 1, refused: [] });
    expect(at.text('profile')).toBe('before\nmine\n');
  });

  it('a rewritten block brings its old text back where the user wrote around it since', async () => {
    at.system.environment.writeBlock(profile(), 'old');
    await at.run(({ environment }) => {
      environment.writeBlock(profile(), 'ours');
    });
    writeFileSync(at.path('profile'), `${at.text('profile')}mine\n`);
    await at.undo();
    expect(at.system.environment.readBlock(profile())).toBe('old');
    expect(at.text('profile').endsWith('mine\n')).toBe(true);
  });

  it('a block in a profile that is a link leaves the link', async () => {
    writeFileSync(at.path('real'), 'a\n');
    symlinkSync('real', at.path('profile'));
    await at.run(({ environment }) => {
      environment.writeBlock(profile(), 'ours');
    });
    expect(await at.undo()).toMatchObject({ undone: 1 });
    expect(at.system.links.read(at.path('profile'))).toBe('real');
    expect(readFileSync(at.path('real'), 'utf8')).toBe('a\n');
  });
});
