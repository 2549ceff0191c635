import { createMemorySystem } from '../../../lib/system/memory';
import { createOverlay, type Overlay } from '../../../lib/system/overlay';
import type { System } from '../../../lib/system/port';

const files = {
  '/b/top': 'top',
  '/b/sub/file': 'one',
  '/b/sub/deep/leaf': 'leaf',
};

const over = (base: System): Overlay =>
  createOverlay({ ...base.files, readLink: (path) => base.links.read(path) }, () => 42, 0);
const open = (links: Record<string, string> = {}): { readonly base: System } & Overlay => {
  const base = createMemorySystem({ files, links });
  return { base, ...over(base) };
};
const names = ({ files: on }: Overlay, folder: string): readonly string[] => on.list(folder).map(({ name }) => name);

describe('an overlay over files', () => {
  it('shows what lies below', () => {
    const overlay = open({ '/b/link': 'sub' });
    expect(overlay.files.read('/b/sub/file').toString()).toBe('one');
    expect(overlay.files.list('/b')).toEqual([
      { name: 'link', kind: 'link' },
      { name: 'sub', kind: 'folder' },
      { name: 'top', kind: 'file' },
    ]);
    expect(overlay.files.stat('/b/sub/file')).toEqual(overlay.base.files.stat('/b/sub/file'));
    expect(overlay.files.read('/b/link/file').toString()).toBe('one');
  });

  it('lists what was added, changed and taken away', () => {
    const overlay = open();
    overlay.files.write('/b/new', 'new');
    overlay.files.write('/b/top', 'changed');
    overlay.files.removeTree('/b/sub');
    expect(names(overlay, '/b')).toEqual(['new', 'top']);
    expect(overlay.files.read('/b/top').toString()).toBe('changed');
  });

  it('changes nothing below', () => {
    const overlay = open({ '/b/link': 'sub' });
    const before = overlay.base.hash.tree('/');
    overlay.files.write('/b/top', 'changed');
    overlay.files.setMode('/b/sub', 0o700);
    overlay.files.move('/b/sub', '/b/other');
    overlay.links.retarget('/b/link', 'other');
    expect(overlay.base.hash.tree('/')).toBe(before);
  });

  it('gives a changed file a new inode and the time of the change, as a rename over it does', () => {
    const overlay = open();
    const old = overlay.files.stat('/b/top');
    overlay.files.write('/b/top', 'changed');
    const now = overlay.files.stat('/b/top');
    expect(now?.ino).not.toBe(old?.ino);
    expect(now?.mtimeMs).toBe(42);
    expect(now?.dev).toBe(old?.dev);
  });

  it('leaves a removed name free for something of another kind', () => {
    const overlay = open();
    overlay.files.remove('/b/top');
    overlay.files.makeFolder('/b/top');
    expect(overlay.files.stat('/b/top')?.kind).toBe('folder');
    expect(names(overlay, '/b/top')).toEqual([]);
  });

  it('does not show the old content of a folder that was removed and made anew', () => {
    const overlay = open();
    overlay.files.removeTree('/b/sub');
    overlay.files.makeFolder('/b/sub');
    expect(names(overlay, '/b/sub')).toEqual([]);
    expect(overlay.files.stat('/b/sub/file')).toBeUndefined();
  });

  it('keeps an entry of another kind, such as a socket, as it is', () => {
    const base = createMemorySystem({ files: { '/s': '' } });
    const socket = {
      kind: 'other' as const,
      size: 0,
      mode: 0o600,
      uid: 0,
      names: 1,
      mtimeMs: 1,
      dev: '1',
      ino: '1',
    };
    const overlay = createOverlay(
      { ...base.files, readLink: () => undefined, stat: (path) => (path === '/s' ? socket : base.files.stat(path)) },
      () => 0,
      0,
    );
    overlay.files.move('/s', '/t');
    expect(overlay.files.stat('/t')?.kind).toBe('other');
  });

  it('asks the volume of the nearest folder that exists for its free bytes', () => {
    const base = createMemorySystem({ files, freeBytes: 7 });
    const asked: string[] = [];
    const overlay = createOverlay(
      {
        ...base.files,
        readLink: () => undefined,
        freeBytes: (path) => {
          asked.push(path);
          return base.files.freeBytes(path);
        },
      },
      () => 0,
      0,
    );
    overlay.files.makeFolder('/b/new/deep');
    expect(overlay.files.freeBytes('/b/new/deep')).toBe(7);
    expect(asked).toEqual(['/b']);
  });
});

describe('moving a tree of the base', () => {
  it('takes along all that is in it, looked at or not', () => {
    const overlay = open();
    overlay.files.read('/b/sub/file');
    overlay.files.move('/b/sub', '/b/moved');
    expect(overlay.files.read('/b/moved/deep/leaf').toString()).toBe('leaf');
    expect(names(overlay, '/b')).toEqual(['moved', 'top']);
    expect(overlay.files.stat('/b/sub/deep/leaf')).toBeUndefined();
  });

  it('takes along what was changed in it', () => {
    const overlay = open();
    overlay.files.write('/b/sub/file', 'changed');
    overlay.files.remove('/b/sub/deep/leaf');
    overlay.files.move('/b/sub', '/moved');
    expect(overlay.files.read('/moved/file').toString()).toBe('changed');
    expect(names(overlay, '/moved/deep')).toEqual([]);
  });

  it('and back makes the tree it was', () => {
    const base = createMemorySystem({ files });
    const stacked = createMemorySystem({ files });
    stacked.files.move('/b/sub', '/x');
    stacked.files.move('/x', '/b/sub');
    expect(stacked.hash.tree('/b')).toBe(base.hash.tree('/b'));
  });

  it('lets another tree take its place', () => {
    const overlay = open();
    overlay.files.move('/b/sub', '/x');
    overlay.files.makeFolder('/b/sub');
    overlay.files.write('/b/sub/only', 'only');
    expect(names(overlay, '/b/sub')).toEqual(['only']);
    expect(names(overlay, '/x')).toEqual(['deep', 'file']);
  });

  it('to the place of one of its own folders works through a third name', () => {
    const overlay = open();
    overlay.files.move('/b/sub/deep', '/b/deep');
    overlay.files.removeTree('/b/sub');
    overlay.files.move('/b/deep', '/b/sub');
    expect(names(overlay, '/b/sub')).toEqual(['leaf']);
  });

  it('through a link in the middle of the path moves what is behind it', () => {
    const overlay = open({ '/link': '/b' });
    overlay.files.move('/link/sub', '/link/moved');
    expect(names(overlay, '/b')).toEqual(['moved', 'top']);
  });
});
