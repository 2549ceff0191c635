import type { WalkOptions } from '../../lib/system/ports/walk';
import { faultAt, subjects, useSubject } from './subjects';

describe.each(subjects)('a walk with the $name System', (subject) => {
  const on = useSubject(subject);
  const walk = (options?: WalkOptions): readonly string[] =>
    [...on.system.walk(on.root, options)].map(({ path }) => path.slice(on.root.length + 1));

  const plant = (): void => {
    on.system.files.makeFolder(on.path('b', 'deep'));
    on.system.files.write(on.path('b', 'deep', 'file'), 'one');
    on.system.files.makeFolder(on.path('a'));
    on.system.files.write(on.path('a', 'file'), 'one');
    on.system.files.write(on.path('c'), 'one');
    on.system.links.make(on.path('a', 'link'), on.path('b'));
  };

  it('yields parents before children and the names of a folder sorted, and follows no link', () => {
    plant();
    expect(walk()).toEqual(['a', 'b', 'c', 'a/file', 'a/link', 'b/deep', 'b/deep/file']);
  });

  it('tells name, kind and depth', () => {
    plant();
    const entries = [...on.system.walk(on.root)].map(({ name, kind, depth }) => `${depth} ${kind} ${name}`);
    expect(entries).toEqual(expect.arrayContaining(['1 folder a', '1 file c', '2 link link', '3 file file']));
  });

  it('yields nothing for an empty folder', () => {
    expect(walk()).toEqual([]);
  });

  it('yields a folder that it is told not to enter, and nothing in it', () => {
    plant();
    expect(walk({ enter: ({ name }) => name !== 'b' })).toEqual(['a', 'b', 'c', 'a/file', 'a/link']);
  });

  it('asks about folders only', () => {
    plant();
    const asked: string[] = [];
    walk({ enter: ({ name }) => asked.push(name) > 0 });
    expect(asked.sort()).toEqual(['a', 'b', 'deep']);
  });

  it('goes no deeper than it is told', () => {
    plant();
    expect(walk({ maxDepth: 1 })).toEqual(['a', 'b', 'c']);
  });

  it('refuses a root that is missing', () => {
    expect(() => [...on.system.walk(on.path('gone'))]).toThrow(faultAt('SYS001', on.path('gone')));
  });

  it('tells about a folder that cannot be opened and goes on', () => {
    plant();
    const told: string[] = [];
    const seen: string[] = [];
    for (const { path, name } of on.system.walk(on.root, { onUnreadable: (at) => told.push(at) })) {
      seen.push(name);
      // The folder goes away between its being seen and its being opened.
      if (name === 'a') on.system.files.removeTree(path);
    }
    expect(told).toEqual([on.path('a')]);
    expect(seen).toEqual(['a', 'b', 'c', 'deep', 'file']);
  });

  it('walks a very deep tree', () => {
    const deep = Array.from({ length: 400 }, () => 'd');
    on.system.files.makeFolder(on.path(...deep));
    expect(walk()).toHaveLength(400);
  });
});
