import { faultAt, subjects, useSubject } from './subjects';
import { errorWith } from './matching';

describe.each(subjects)('links with the $name System', (subject) => {
  const on = useSubject(subject);
  const kindAt = (...names: string[]): string | undefined => on.system.files.stat(on.path(...names))?.kind;

  describe('read', () => {
    it.each(['../relative/./target', '/nowhere/at/all', 'täglich'])('answers the text %p unresolved', (target) => {
      on.system.links.make(on.path('link'), target);
      expect(on.system.links.read(on.path('link'))).toBe(target);
    });

    it('answers undefined where nothing, a file, or a folder is', () => {
      on.system.files.write(on.path('file'), 'one');
      on.system.files.makeFolder(on.path('folder'));
      const paths = [on.path('gone'), on.path('file'), on.path('folder'), on.path('file', 'below')];
      expect(paths.map((path) => on.system.links.read(path))).toEqual([undefined, undefined, undefined, undefined]);
    });

    it('finds a link behind a link in the middle of the path', () => {
      on.system.files.makeFolder(on.path('real'));
      on.system.links.make(on.path('real', 'inner'), 'target');
      on.system.links.make(on.path('outer'), 'real');
      expect(on.system.links.read(on.path('outer', 'inner'))).toBe('target');
    });
  });

  describe('make', () => {
    it('makes a link through which the folder is seen', () => {
      on.system.files.makeFolder(on.path('real'));
      on.system.files.write(on.path('real', 'file'), 'one');
      on.system.links.make(on.path('link'), on.path('real'));
      expect(on.system.files.read(on.path('link', 'file')).toString()).toBe('one');
    });

    it('refuses a place where a file is and leaves the file', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(() => {
        on.system.links.make(on.path('a'), 'target');
      }).toThrow(faultAt('SYS002', on.path('a')));
      expect(on.system.files.read(on.path('a')).toString()).toBe('one');
    });

    it('refuses a place where the very same link is', () => {
      on.system.links.make(on.path('a'), 'target');
      expect(() => {
        on.system.links.make(on.path('a'), 'target');
      }).toThrow(faultAt('SYS002', on.path('a')));
    });

    it('refuses a place in a folder that is missing', () => {
      expect(() => {
        on.system.links.make(on.path('gone', 'a'), 'target');
      }).toThrow(faultAt('SYS001', on.path('gone', 'a')));
    });
  });

  describe('retarget', () => {
    it('swaps the target', () => {
      on.system.links.make(on.path('a'), 'old');
      on.system.links.retarget(on.path('a'), 'new');
      expect(on.system.links.read(on.path('a'))).toBe('new');
    });

    it('swaps the link itself when it points to a folder', () => {
      on.system.files.makeFolder(on.path('old'));
      on.system.files.makeFolder(on.path('new'));
      on.system.links.make(on.path('a'), 'old');
      on.system.links.retarget(on.path('a'), 'new');
      expect(on.system.files.list(on.path('old'))).toEqual([]);
      expect(on.system.files.realPath(on.path('a'))).toBe(on.path('new'));
    });

    it('leaves no other name behind', () => {
      on.system.links.make(on.path('a'), 'old');
      on.system.links.retarget(on.path('a'), 'new');
      expect(on.system.files.list(on.root)).toEqual([{ name: 'a', kind: 'link' }]);
    });

    it('refuses where nothing is', () => {
      expect(() => {
        on.system.links.retarget(on.path('gone'), 'new');
      }).toThrow(faultAt('SYS001', on.path('gone')));
    });

    it.each(['file', 'folder'])('refuses a %s and leaves it', (kind) => {
      if (kind === 'file') on.system.files.write(on.path('a'), 'one');
      else on.system.files.makeFolder(on.path('a'));
      expect(() => {
        on.system.links.retarget(on.path('a'), 'new');
      }).toThrow(faultAt('SYS005', on.path('a')));
      expect(kindAt('a')).toBe(kind);
    });

    it('answers a file in the middle of the path with a fault', () => {
      on.system.files.write(on.path('a'), 'one');
      expect(() => {
        on.system.links.retarget(on.path('a', 'b'), 'new');
      }).toThrow(errorWith({ name: 'StackError', exit: 506 }));
    });
  });

  describe('remove', () => {
    it('removes the link and never what it points to', () => {
      on.system.files.makeFolder(on.path('real'));
      on.system.links.make(on.path('a'), 'real');
      on.system.links.remove(on.path('a'));
      expect([kindAt('a'), kindAt('real')]).toEqual([undefined, 'folder']);
    });

    it('removes a link that points nowhere', () => {
      on.system.links.make(on.path('a'), '/nowhere');
      on.system.links.remove(on.path('a'));
      expect(kindAt('a')).toBeUndefined();
    });

    it('refuses where nothing is', () => {
      expect(() => {
        on.system.links.remove(on.path('gone'));
      }).toThrow(faultAt('SYS001', on.path('gone')));
    });

    it.each(['file', 'folder'])('refuses a %s and leaves it', (kind) => {
      if (kind === 'file') on.system.files.write(on.path('a'), 'one');
      else on.system.files.makeFolder(on.path('a'));
      expect(() => {
        on.system.links.remove(on.path('a'));
      }).toThrow(faultAt('SYS005', on.path('a')));
      expect(kindAt('a')).toBe(kind);
    });
  });
});
