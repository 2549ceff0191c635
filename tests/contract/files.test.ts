import { readdirSync } from 'node:fs';
import { faultAt, subjects, useSubject } from './subjects';
import { errorWith } from './matching';

describe.each(subjects)('changing files with the $name System', (subject) => {
  const on = useSubject(subject);
  const textOf = (path: string): string => on.system.files.read(path).toString('utf8');

  describe('write', () => {
    it('makes a file that only the user can read', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(on.system.files.stat(on.path('a'))).toMatchObject({ kind: 'file', size: 3, mode: 0o600 });
    });

    it('keeps every byte', () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      on.system.files.write(on.path('a'), bytes);
      expect(on.system.files.read(on.path('a')).equals(bytes)).toBe(true);
    });

    it('writes an empty file', () => {
      on.system.files.write(on.path('a'), '');
      expect(on.system.files.stat(on.path('a'))).toMatchObject({ kind: 'file', size: 0 });
    });

    it('replaces a file and keeps its mode', () => {
      on.system.files.write(on.path('a'), 'one', { mode: 0o640 });
      on.system.files.write(on.path('a'), 'two');
      expect({ text: textOf(on.path('a')), mode: on.system.files.stat(on.path('a'))?.mode }).toEqual({
        text: 'two',
        mode: 0o640,
      });
    });

    it('gives the mode it was told, whatever the umask', () => {
      on.system.files.write(on.path('a'), 'one', { mode: 0o666 });
      expect(on.system.files.stat(on.path('a'))?.mode).toBe(0o666);
    });

    it('changes the mode of a file whose content is the same', () => {
      on.system.files.write(on.path('a'), 'one', { mode: 0o600 });
      on.system.files.write(on.path('a'), 'one', { mode: 0o755 });
      expect(on.system.files.stat(on.path('a'))?.mode).toBe(0o755);
    });

    it('leaves no other name behind', () => {
      on.system.files.write(on.path('a'), 'one');
      on.system.files.write(on.path('a'), 'two');
      expect(on.system.files.list(on.root).map(({ name }) => name)).toEqual(['a']);
    });

    it('refuses to replace a folder', () => {
      on.system.files.makeFolder(on.path('a'));
      expect(() => {
        on.system.files.write(on.path('a'), 'one');
      }).toThrow(faultAt('SYS005', on.path('a')));
    });

    it('refuses to replace a link and leaves what it points to', () => {
      on.system.files.write(on.path('behind'), 'one');
      on.system.links.make(on.path('a'), on.path('behind'));
      expect(() => {
        on.system.files.write(on.path('a'), 'two');
      }).toThrow(faultAt('SYS005', on.path('a')));
      expect(textOf(on.path('behind'))).toBe('one');
    });

    it('refuses a file in a folder that is missing', () => {
      expect(() => {
        on.system.files.write(on.path('gone', 'a'), 'one');
      }).toThrow(faultAt('SYS001', on.path('gone', 'a')));
    });

    it('answers a file in the middle of the path with a fault', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(() => {
        on.system.files.write(on.path('a', 'b'), 'two');
      }).toThrow(errorWith({ name: 'StackError', exit: 506 }));
    });

    it('follows a link in the middle of the path', () => {
      on.system.files.makeFolder(on.path('real'));
      on.system.links.make(on.path('link'), 'real');
      on.system.files.write(on.path('link', 'a'), 'one');
      expect(textOf(on.path('real', 'a'))).toBe('one');
    });

    it(subject.traits.changesDisk ? 'reaches the disk' : 'leaves the disk alone', () => {
      on.system.files.write(on.path('a'), 'one');
      const names = subject.traits.children === 'functions' ? [] : readdirSync(on.root);
      expect(names).toEqual(subject.traits.changesDisk ? ['a'] : []);
    });
  });

  describe('makeFolder', () => {
    it('makes a folder with the mode it was told', () => {
      on.system.files.makeFolder(on.path('a'), 0o700);
      expect(on.system.files.stat(on.path('a'))).toMatchObject({ kind: 'folder', size: 0, mode: 0o700 });
    });

    it('makes the missing parents', () => {
      on.system.files.makeFolder(on.path('a', 'b', 'c'), 0o700);
      expect(on.system.files.stat(on.path('a', 'b'))).toMatchObject({ kind: 'folder', mode: 0o700 });
      expect(on.system.files.stat(on.path('a', 'b', 'c'))?.kind).toBe('folder');
    });

    it('does nothing to a folder that is there', () => {
      on.system.files.makeFolder(on.path('a'), 0o700);
      on.system.files.write(on.path('a', 'file'), 'one');
      on.system.files.makeFolder(on.path('a'), 0o755);
      expect(on.system.files.stat(on.path('a'))?.mode).toBe(0o700);
      expect(textOf(on.path('a', 'file'))).toBe('one');
    });

    it.each(['file', 'link'])('refuses where a %s is', (kind) => {
      if (kind === 'file') on.system.files.write(on.path('a'), 'one');
      else on.system.links.make(on.path('a'), on.path('gone'));
      expect(() => {
        on.system.files.makeFolder(on.path('a'));
      }).toThrow(faultAt('SYS005', on.path('a')));
    });

    it('answers a file in the middle of the path with a fault', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(() => {
        on.system.files.makeFolder(on.path('a', 'b', 'c'));
      }).toThrow(errorWith({ name: 'StackError', exit: 506 }));
    });

    it('follows a link in the middle of the path', () => {
      on.system.files.makeFolder(on.path('real'));
      on.system.links.make(on.path('link'), on.path('real'));
      on.system.files.makeFolder(on.path('link', 'a', 'b'));
      expect(on.system.files.stat(on.path('real', 'a', 'b'))?.kind).toBe('folder');
    });
  });

  describe('setMode', () => {
    it.each(['file', 'folder'])('sets the mode of a %s', (kind) => {
      if (kind === 'file') on.system.files.write(on.path('a'), 'one');
      else on.system.files.makeFolder(on.path('a'));
      on.system.files.setMode(on.path('a'), 0o750);
      expect(on.system.files.stat(on.path('a'))?.mode).toBe(0o750);
    });

    it('refuses a link and leaves what it points to', () => {
      on.system.files.write(on.path('behind'), 'one', { mode: 0o600 });
      on.system.links.make(on.path('a'), on.path('behind'));
      expect(() => {
        on.system.files.setMode(on.path('a'), 0o644);
      }).toThrow(faultAt('SYS005', on.path('a')));
      expect(on.system.files.stat(on.path('behind'))?.mode).toBe(0o600);
    });

    it('refuses what is missing', () => {
      expect(() => {
        on.system.files.setMode(on.path('gone'), 0o644);
      }).toThrow(faultAt('SYS001', on.path('gone')));
    });
  });
});
