import { faultAt, subjects, useSubject } from './subjects';

// From `printf abc | sha256sum`.
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe.each(subjects)('hashes with the $name System', (subject) => {
  const on = useSubject(subject);

  const plant = (folder: string): void => {
    on.system.files.makeFolder(on.path(folder, 'sub'));
    on.system.files.write(on.path(folder, 'sub', 'file'), 'one', { mode: 0o644 });
    on.system.links.make(on.path(folder, 'link'), 'sub/file');
  };

  it('hashes text and bytes as sha256 in lower case', () => {
    expect(on.system.hash.bytes('abc')).toBe(abc);
    expect(on.system.hash.bytes(Buffer.from('abc'))).toBe(abc);
  });

  it("hashes a file's own bytes", () => {
    on.system.files.write(on.path('a'), 'abc');
    expect(on.system.hash.file(on.path('a'))).toBe(abc);
  });

  it.each([0, 1, 262_143, 262_144, 262_145, 700_000])('hashes a file of %d bytes as these bytes', (size) => {
    const bytes = Buffer.alloc(size, 'not all the same');
    on.system.files.write(on.path('a'), bytes);
    expect(on.system.hash.file(on.path('a'))).toBe(on.system.hash.bytes(bytes));
  });

  it('refuses a file that is missing', () => {
    expect(() => on.system.hash.file(on.path('gone'))).toThrow(faultAt('SYS001', on.path('gone')));
  });

  it('gives two trees with the same in them the same hash', () => {
    plant('a');
    plant('b');
    expect(on.system.hash.tree(on.path('a'))).toBe(on.system.hash.tree(on.path('b')));
  });

  it.each([
    ['a name', (at: string) => on.system.files.move(`${at}/sub/file`, `${at}/sub/other`)],
    ['a content', (at: string) => on.system.files.write(`${at}/sub/file`, 'two')],
    ['the mode of a file', (at: string) => on.system.files.setMode(`${at}/sub/file`, 0o600)],
    ['the mode of a folder', (at: string) => on.system.files.setMode(`${at}/sub`, 0o700)],
    ['the target of a link', (at: string) => on.system.links.retarget(`${at}/link`, 'sub/./file')],
    ['one file more', (at: string) => on.system.files.write(`${at}/more`, '')],
    ['one folder less', (at: string) => on.system.files.removeTree(`${at}/sub`)],
    [
      'a kind',
      (at: string) => {
        on.system.files.removeTree(`${at}/sub`);
        on.system.files.write(`${at}/sub`, '', { mode: 0o755 });
      },
    ],
  ])('tells trees apart that differ in %s', (_, change) => {
    plant('a');
    plant('b');
    change(on.path('b'));
    expect(on.system.hash.tree(on.path('a'))).not.toBe(on.system.hash.tree(on.path('b')));
  });

  it('tells trees apart whose files differ in their place only', () => {
    for (const folder of ['a/x', 'a/y', 'b/x', 'b/y']) on.system.files.makeFolder(on.path(folder));
    on.system.files.write(on.path('a', 'x', 'file'), 'one');
    on.system.files.write(on.path('b', 'y', 'file'), 'one');
    expect(on.system.hash.tree(on.path('a'))).not.toBe(on.system.hash.tree(on.path('b')));
  });

  it('refuses a tree that is missing', () => {
    expect(() => on.system.hash.tree(on.path('gone'))).toThrow(faultAt('SYS001', on.path('gone')));
  });
});
