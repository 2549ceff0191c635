import { faultAt, subjects, useSubject } from './subjects';

describe.each(subjects)('changing many files at once with the $name System', (subject) => {
  const on = useSubject(subject);
  const textOf = (...names: string[]): string => on.system.files.read(on.path(...names)).toString('utf8');
  const names = (): readonly string[] => on.system.files.list(on.root).map(({ name }) => name);

  it('writes new ones, replaces old ones and removes others', () => {
    on.system.files.write(on.path('old'), 'one', { mode: 0o640 });
    on.system.files.write(on.path('gone'), 'x');
    on.system.files.changeMany([
      { kind: 'write', path: on.path('old'), content: 'two' },
      { kind: 'write', path: on.path('new'), content: Buffer.from([0, 255]), mode: 0o755 },
      { kind: 'remove', path: on.path('gone') },
    ]);
    expect(names()).toEqual(['new', 'old']);
    expect([textOf('old'), on.system.files.stat(on.path('old'))?.mode]).toEqual(['two', 0o640]);
    expect(on.system.files.read(on.path('new')).equals(Buffer.from([0, 255]))).toBe(true);
    expect(on.system.files.stat(on.path('new'))?.mode).toBe(0o755);
  });

  it('makes new files that only the user can read', () => {
    on.system.files.changeMany([{ kind: 'write', path: on.path('a'), content: 'one' }]);
    expect(on.system.files.stat(on.path('a'))?.mode).toBe(0o600);
  });

  it('works in several folders', () => {
    on.system.files.makeFolder(on.path('a'));
    on.system.files.makeFolder(on.path('b'));
    on.system.files.changeMany([
      { kind: 'write', path: on.path('a', 'x'), content: 'ax' },
      { kind: 'write', path: on.path('b', 'x'), content: 'bx' },
    ]);
    expect([textOf('a', 'x'), textOf('b', 'x')]).toEqual(['ax', 'bx']);
  });

  it('does nothing when there is nothing to do', () => {
    on.system.files.changeMany([]);
    expect(names()).toEqual([]);
  });

  it.each(['folder', 'link'])('changes nothing at all when one of the paths is a %s', (kind) => {
    on.system.files.write(on.path('a'), 'one');
    if (kind === 'folder') on.system.files.makeFolder(on.path('b'));
    else on.system.links.make(on.path('b'), on.path('a'));
    expect(() => {
      on.system.files.changeMany([
        { kind: 'write', path: on.path('a'), content: 'two' },
        { kind: 'write', path: on.path('b'), content: 'two' },
      ]);
    }).toThrow(faultAt('SYS005', on.path('b')));
    expect([textOf('a'), ...names()]).toEqual(['one', 'a', 'b']);
  });

  it('changes nothing at all when one that should go is missing', () => {
    expect(() => {
      on.system.files.changeMany([
        { kind: 'write', path: on.path('a'), content: 'one' },
        { kind: 'remove', path: on.path('gone') },
      ]);
    }).toThrow(faultAt('SYS001', on.path('gone')));
    expect(names()).toEqual([]);
  });

  it('changes nothing at all when a folder is missing', () => {
    expect(() => {
      on.system.files.changeMany([
        { kind: 'write', path: on.path('a'), content: 'one' },
        { kind: 'write', path: on.path('gone', 'b'), content: 'one' },
      ]);
    }).toThrow(faultAt('SYS001', on.path('gone', 'b')));
    expect(names()).toEqual([]);
  });
});
