import { faultAt, subjects, useSubject } from './subjects';
import { errorWith } from './matching';

describe.each(subjects)('reading files with the $name System', (subject) => {
  const on = useSubject(subject);

  describe('stat', () => {
    it('answers absence with undefined', () => {
      expect(on.system.files.stat(on.path('gone'))).toBeUndefined();
    });

    it('finds nothing below a file', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(on.system.files.stat(on.path('a', 'b'))).toBeUndefined();
    });

    it('sees the link at the end of a path, not what it points to', () => {
      on.system.files.makeFolder(on.path('real'));
      on.system.links.make(on.path('link'), on.path('real'));
      expect(on.system.files.stat(on.path('link'))?.kind).toBe('link');
    });

    it('sees a link that points nowhere', () => {
      on.system.links.make(on.path('link'), on.path('gone'));
      expect(on.system.files.stat(on.path('link'))?.kind).toBe('link');
    });

    it('follows links in the middle of a path', () => {
      on.system.files.makeFolder(on.path('real', 'deep'));
      on.system.files.write(on.path('real', 'deep', 'a'), 'one');
      on.system.links.make(on.path('first'), 'real');
      on.system.links.make(on.path('second'), on.path('first', 'deep'));
      expect(on.system.files.stat(on.path('second', 'a'))).toMatchObject({ kind: 'file', size: 3 });
    });

    it('tells two files apart by their inodes, on one volume', () => {
      on.system.files.write(on.path('a'), 'one');
      on.system.files.write(on.path('b'), 'one');
      const [a, b] = ['a', 'b'].map((name) => on.system.files.stat(on.path(name)));
      expect(a?.dev).toBe(b?.dev);
      expect(a?.ino).not.toBe(b?.ino);
    });

    it('tells whom a file belongs to', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(on.system.files.stat(on.path('a'))?.uid).toBe(on.system.machine.uid);
    });

    it('dates a file with the wall clock', () => {
      const before = on.system.clock.now();
      on.system.files.write(on.path('a'), 'one');
      // Clocks of file systems tick in steps: they may be some milliseconds behind the wall clock.
      expect(on.system.files.stat(on.path('a'))?.mtimeMs).toBeGreaterThan(before - 50);
    });
  });

  describe('read', () => {
    it('refuses what is missing', () => {
      expect(() => on.system.files.read(on.path('gone'))).toThrow(faultAt('SYS001', on.path('gone')));
    });

    it('refuses a folder', () => {
      expect(() => on.system.files.read(on.root)).toThrow(faultAt('SYS003', on.root));
    });

    it('reads the file that a link points to', () => {
      on.system.files.write(on.path('real'), 'one');
      on.system.links.make(on.path('link'), 'real');
      expect(on.system.files.read(on.path('link')).toString()).toBe('one');
    });

    it('refuses a link that points nowhere', () => {
      on.system.links.make(on.path('link'), on.path('gone'));
      expect(() => on.system.files.read(on.path('link'))).toThrow(faultAt('SYS001', on.path('link')));
    });

    it('answers links in a circle with a fault', () => {
      on.system.links.make(on.path('a'), 'b');
      on.system.links.make(on.path('b'), 'a');
      expect(() => on.system.files.read(on.path('a'))).toThrow(errorWith({ name: 'StackError', exit: 506 }));
    });

    it('gives a copy: changing it does not change the file', () => {
      on.system.files.write(on.path('a'), 'one');
      on.system.files.read(on.path('a')).fill(0);
      expect(on.system.files.read(on.path('a')).toString()).toBe('one');
    });
  });

  describe('list', () => {
    it('names everything in a folder with its kind, sorted by code unit', () => {
      on.system.files.makeFolder(on.path('b'));
      on.system.files.write(on.path('a'), 'one');
      on.system.links.make(on.path('B'), on.path('gone'));
      on.system.files.write(on.path('ä'), 'one');
      expect(on.system.files.list(on.root)).toEqual([
        { name: 'B', kind: 'link' },
        { name: 'a', kind: 'file' },
        { name: 'b', kind: 'folder' },
        { name: 'ä', kind: 'file' },
      ]);
    });

    it('answers an empty folder with nothing', () => {
      expect(on.system.files.list(on.root)).toEqual([]);
    });

    it('refuses a folder that is missing', () => {
      expect(() => on.system.files.list(on.path('gone'))).toThrow(faultAt('SYS001', on.path('gone')));
    });

    it('refuses a file', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(() => on.system.files.list(on.path('a'))).toThrow(faultAt('SYS003', on.path('a')));
    });
  });

  describe('realPath', () => {
    it('answers a path without links with itself', () => {
      expect(on.system.files.realPath(on.root)).toBe(on.root);
    });

    it('resolves every link on the way and at the end', () => {
      on.system.files.makeFolder(on.path('real', 'deep'));
      on.system.links.make(on.path('real', 'deep', 'up'), '../../real');
      on.system.links.make(on.path('link'), on.path('real'));
      expect(on.system.files.realPath(on.path('link', 'deep', 'up'))).toBe(on.path('real'));
    });

    it('answers undefined when something on the way is missing', () => {
      on.system.links.make(on.path('link'), on.path('gone'));
      expect(on.system.files.realPath(on.path('link'))).toBeUndefined();
      expect(on.system.files.realPath(on.path('gone', 'a'))).toBeUndefined();
    });

    it('answers undefined when a file is on the way', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(on.system.files.realPath(on.path('a', 'b'))).toBeUndefined();
    });

    it('answers undefined for links in a circle', () => {
      on.system.links.make(on.path('a'), 'b');
      on.system.links.make(on.path('b'), 'a');
      expect(on.system.files.realPath(on.path('a'))).toBeUndefined();
    });
  });

  describe('stamp', () => {
    /** The numbers alone, as a text: Node gives them along with much else. */
    const numbers = (path: string): string | undefined => {
      const found = on.system.files.stamp(path);
      return found && [found.dev, found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ');
    };
    const stamp = (...parts: readonly string[]): string | undefined => numbers(on.path(...parts));

    it('answers undefined when nothing is there, also at the end of a link and below a file', () => {
      on.system.links.make(on.path('link'), on.path('gone'));
      on.system.files.write(on.path('a'), 'one');
      expect([stamp('gone'), stamp('link'), stamp('a', 'b')]).toEqual([undefined, undefined, undefined]);
    });

    it('stays the same while nothing changes', () => {
      on.system.files.write(on.path('a'), 'one');
      const before = [stamp('a'), numbers(on.root)];
      on.system.files.read(on.path('a'));
      on.system.files.list(on.root);
      expect([stamp('a'), numbers(on.root)]).toEqual(before);
    });

    it('is another one after a change of the same size', () => {
      on.system.files.write(on.path('a'), 'one');
      const before = stamp('a');
      on.system.files.write(on.path('a'), 'two');
      expect(stamp('a')).not.toBe(before);
    });

    it('is that of what a link leads to, and another one when that is', () => {
      for (const name of ['a', 'b']) on.system.files.write(on.path(name), 'one');
      on.system.links.make(on.path('link'), on.path('a'));
      expect(stamp('link')).toBe(stamp('a'));
      on.system.links.retarget(on.path('link'), on.path('b'));
      expect(stamp('link')).toBe(stamp('b'));
    });

    it('of a folder is another one when a name comes, goes or is taken by something else', () => {
      on.system.files.makeFolder(on.path('d'));
      on.system.files.write(on.path('other'), 'two');
      const seen = [stamp('d')];
      on.system.files.write(on.path('d', 'a'), 'one');
      seen.push(stamp('d'));
      on.system.files.remove(on.path('d', 'a'));
      on.system.files.move(on.path('other'), on.path('d', 'a'));
      seen.push(stamp('d'));
      on.system.files.remove(on.path('d', 'a'));
      seen.push(stamp('d'));
      // Clocks of file systems tick in steps: two neighbours may have come within one.
      expect([seen[0] === seen[1], seen[1] === seen[3]]).toContain(false);
    });

    it('holds the time of the last change', () => {
      const before = on.system.clock.now();
      on.system.files.write(on.path('a'), 'one');
      const time = on.system.files.stamp(on.path('a'))?.ctimeMs ?? 0;
      expect(Math.abs(time - before)).toBeLessThan(60_000);
    });
  });

  describe('freeBytes', () => {
    it('tells the room on the volume of a folder', () => {
      on.system.files.makeFolder(on.path('a'));
      expect(on.system.files.freeBytes(on.path('a'))).toBeGreaterThan(0);
    });

    it('refuses a path that does not exist', () => {
      expect(() => on.system.files.freeBytes(on.path('gone'))).toThrow(faultAt('SYS001', on.path('gone')));
    });
  });
});
