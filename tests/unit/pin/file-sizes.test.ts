import { noteSizes, noFile, readSizes, sizeOf } from '../../../lib/pin/file-sizes';
import { createMemorySystem } from '../../../lib/system/memory';

it('reads what it noted, whatever the names of the files are', () => {
  const system = createMemorySystem({ folders: ['/p'] });
  const names = ['a', 'a b', ' a ', 'a\nb', 'a\r', 'a\\nb', '\\', '\\\\n', '12 a', '-1', 'ä'];
  const sizes = new Map(names.map((name, index) => [name, index - 1]));
  noteSizes(system, '/p', sizes);
  expect(readSizes(system, '/p')).toEqual(sizes);
  noteSizes(system, '/p', new Map());
  expect(readSizes(system, '/p')).toEqual(new Map());
});

it('knows nothing where nothing was noted', () => {
  expect(readSizes(createMemorySystem({ folders: ['/p'] }), '/p')).toBeUndefined();
});

it.each(['1 a\n2 b', '1 a\n\n', 'a\n', ' a\n', '1.5 a\n', '{}'])('takes a note for damaged that reads %j', (text) => {
  const system = createMemorySystem({ files: { '/p/file-sizes.txt': text } });
  expect(readSizes(system, '/p')).toEqual({ damaged: 'file-sizes.txt' });
});

it('takes a note for damaged that is a folder', () => {
  const system = createMemorySystem({ folders: ['/p/file-sizes.txt'] });
  expect(readSizes(system, '/p')).toEqual({ damaged: 'file-sizes.txt' });
});

it('tells the size of what a path leads to, and none of what is no file', () => {
  const links = { '/p/link': '/p/a', '/p/lost': '/p/b' };
  const system = createMemorySystem({ files: { '/p/a': 'abc' }, folders: ['/p/folder'], links });
  expect(['a', 'link', 'lost', 'folder', 'b', 'a/b'].map((name) => sizeOf(system, `/p/${name}`))).toEqual([
    3,
    3,
    noFile,
    noFile,
    noFile,
    noFile,
  ]);
});
