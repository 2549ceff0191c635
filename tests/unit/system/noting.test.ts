import { createMemorySystem } from '../../../lib/system/memory';
import { noteLooks } from '../../../lib/system/noting';

it('notes what is looked at in any way, once, and answers as the System below', () => {
  const base = createMemorySystem({ files: { '/a/b': 'one' }, links: { '/l': '/a/b' } });
  const { system, paths } = noteLooks(base);
  expect(system.files.list('/a')).toEqual(base.files.list('/a'));
  expect(system.files.read('/a/b').toString()).toBe('one');
  expect([system.files.stat('/gone'), system.files.realPath('/l'), system.links.read('/l')]).toEqual([
    undefined,
    '/a/b',
    '/a/b',
  ]);
  system.hash.file('/a/b');
  expect([...paths]).toEqual(['/a', '/a/b', '/gone', '/l']);
});

it('notes no change, and no stamp', () => {
  const { system, paths } = noteLooks(createMemorySystem());
  system.files.write('/a', 'one');
  system.files.stamp('/a');
  expect([...paths]).toEqual([]);
});
