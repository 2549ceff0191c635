import { faultAt, subjects, useSubject } from './subjects';

describe.each(subjects)('moving and removing with the $name System', (subject) => {
  const on = useSubject(subject);
  const textOf = (path: string): string => on.system.files.read(path).toString('utf8');
  const kindAt = (...names: string[]): string | undefined => on.system.files.stat(on.path(...names))?.kind;

  describe('move', () => {
    it('moves a file with its content and mode', () => {
      on.system.files.write(on.path('a'), 'one', { mode: 0o640 });
      on.system.files.move(on.path('a'), on.path('b'));
      expect(textOf(on.path('b'))).toBe('one');
      expect(on.system.files.stat(on.path('b'))?.mode).toBe(0o640);
      expect(kindAt('a')).toBeUndefined();
    });

    it('moves a folder with all in it', () => {
      on.system.files.makeFolder(on.path('a', 'deep'));
      on.system.files.write(on.path('a', 'deep', 'file'), 'one');
      on.system.files.makeFolder(on.path('other'));
      on.system.files.move(on.path('a'), on.path('other', 'b'));
      expect(textOf(on.path('other', 'b', 'deep', 'file'))).toBe('one');
      expect(kindAt('a')).toBeUndefined();
    });

    it('moves a link itself, not what it points to', () => {
      on.system.files.makeFolder(on.path('real'));
      on.system.links.make(on.path('link'), 'real');
      on.system.files.move(on.path('link'), on.path('moved'));
      expect(on.system.links.read(on.path('moved'))).toBe('real');
      expect(kindAt('real')).toBe('folder');
    });

    it.each([
      ['file', (path: string) => on.system.files.write(path, 'two')] as const,
      ['empty folder', (path: string) => on.system.files.makeFolder(path)] as const,
      ['dangling link', (path: string) => on.system.links.make(path, '/nowhere')] as const,
    ])('refuses a destination where a %s is', (_, put) => {
      on.system.files.write(on.path('a'), 'one');
      put(on.path('b'));
      expect(() => {
        on.system.files.move(on.path('a'), on.path('b'));
      }).toThrow(faultAt('SYS002', on.path('b')));
      expect(textOf(on.path('a'))).toBe('one');
    });

    it('takes the place of a link where it may, and leaves what that points to', () => {
      on.system.files.makeFolder(on.path('target'));
      for (const name of ['a', 'folder/in']) {
        on.system.links.make(on.path('link'), on.path('target'));
        on.system.files.makeFolder(on.path('folder'));
        on.system.files.write(on.path(name), 'one');
        on.system.files.move(on.path(name.split('/', 1)[0] ?? ''), on.path('link'), { overLink: true });
        expect([kindAt('link'), kindAt('target')]).toEqual([name === 'a' ? 'file' : 'folder', 'folder']);
        expect(kindAt(name)).toBeUndefined();
        on.system.files.removeTree(on.path('link'));
      }
    });

    it('moves a folder to the place of the link that points to it', () => {
      on.system.files.makeFolder(on.path('target'));
      on.system.files.write(on.path('target', 'file'), 'one');
      on.system.links.make(on.path('link'), on.path('target'));
      on.system.files.move(on.path('target'), on.path('link'), { overLink: true });
      expect(textOf(on.path('link', 'file'))).toBe('one');
      expect(on.system.files.list(on.root).map(({ name }) => name)).toEqual(['link']);
    });

    it('takes the place of nothing else than a link', () => {
      on.system.files.write(on.path('a'), 'one');
      on.system.files.write(on.path('b'), 'two');
      expect(() => {
        on.system.files.move(on.path('a'), on.path('b'), { overLink: true });
      }).toThrow(faultAt('SYS002', on.path('b')));
      expect(textOf(on.path('b'))).toBe('two');
    });

    it('leaves the link where there is nothing to move', () => {
      on.system.links.make(on.path('link'), 'real');
      expect(() => {
        on.system.files.move(on.path('gone'), on.path('link'), { overLink: true });
      }).toThrow(faultAt('SYS001', on.path('gone')));
      expect(on.system.links.read(on.path('link'))).toBe('real');
    });

    it('refuses a source that is missing', () => {
      expect(() => {
        on.system.files.move(on.path('gone'), on.path('b'));
      }).toThrow(faultAt('SYS001', on.path('gone')));
    });

    it('refuses a destination in a folder that is missing', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(() => {
        on.system.files.move(on.path('a'), on.path('gone', 'a'));
      }).toThrow(faultAt('SYS001', on.path('gone', 'a')));
      expect(textOf(on.path('a'))).toBe('one');
    });

    it('refuses to move a folder into itself', () => {
      on.system.files.makeFolder(on.path('a', 'deep'));
      expect(() => {
        on.system.files.move(on.path('a'), on.path('a', 'deep', 'b'));
      }).toThrow(faultAt('SYS004', on.path('a', 'deep', 'b')));
      expect(kindAt('a', 'deep')).toBe('folder');
    });
  });

  describe('remove', () => {
    it('removes a file', () => {
      on.system.files.write(on.path('a'), 'one');
      on.system.files.remove(on.path('a'));
      expect(kindAt('a')).toBeUndefined();
    });

    it('removes an empty folder', () => {
      on.system.files.makeFolder(on.path('a'));
      on.system.files.remove(on.path('a'));
      expect(kindAt('a')).toBeUndefined();
    });

    it('removes a folder that became empty', () => {
      on.system.files.makeFolder(on.path('a'));
      on.system.files.write(on.path('a', 'file'), 'one');
      on.system.files.remove(on.path('a', 'file'));
      on.system.files.remove(on.path('a'));
      expect(kindAt('a')).toBeUndefined();
    });

    it('refuses a folder that is not empty and leaves what is in it', () => {
      on.system.files.makeFolder(on.path('a'));
      on.system.files.write(on.path('a', 'file'), 'one');
      expect(() => {
        on.system.files.remove(on.path('a'));
      }).toThrow(faultAt('SYS006', on.path('a')));
      expect(textOf(on.path('a', 'file'))).toBe('one');
    });

    it('refuses what is missing', () => {
      expect(() => {
        on.system.files.remove(on.path('gone'));
      }).toThrow(faultAt('SYS001', on.path('gone')));
    });

    it('removes a link to a folder and leaves the folder', () => {
      on.system.files.makeFolder(on.path('real'));
      on.system.links.make(on.path('link'), on.path('real'));
      on.system.files.remove(on.path('link'));
      expect([kindAt('link'), kindAt('real')]).toEqual([undefined, 'folder']);
    });
  });

  describe('removeTree', () => {
    it('removes a folder with all in it', () => {
      on.system.files.makeFolder(on.path('a', 'deep'));
      on.system.files.write(on.path('a', 'deep', 'file'), 'one');
      on.system.files.removeTree(on.path('a'));
      expect(kindAt('a')).toBeUndefined();
    });

    it('does not follow the links in it', () => {
      on.system.files.makeFolder(on.path('kept'));
      on.system.files.write(on.path('kept', 'file'), 'one');
      on.system.files.makeFolder(on.path('a'));
      on.system.links.make(on.path('a', 'link'), on.path('kept'));
      on.system.files.removeTree(on.path('a'));
      expect(textOf(on.path('kept', 'file'))).toBe('one');
    });

    it('removes a link alone when it is given one', () => {
      on.system.files.makeFolder(on.path('kept'));
      on.system.files.write(on.path('kept', 'file'), 'one');
      on.system.links.make(on.path('link'), on.path('kept'));
      on.system.files.removeTree(on.path('link'));
      expect(kindAt('link')).toBeUndefined();
      expect(textOf(on.path('kept', 'file'))).toBe('one');
    });

    it('refuses what is missing', () => {
      expect(() => {
        on.system.files.removeTree(on.path('gone'));
      }).toThrow(faultAt('SYS001', on.path('gone')));
    });
  });
});
