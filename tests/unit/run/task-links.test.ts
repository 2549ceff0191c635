import type { Task } from '../../../lib/run/define-task';
import { discoverTasks } from '../../../lib/run/discovery';
import { listTaskFiles } from '../../../lib/run/task-files';
import { createMemorySystem } from '../../../lib/system/memory';
import { faultWith } from '../config/world';

describe('links among task files', () => {
  const listed = (links: Readonly<Record<string, string>>): readonly string[] => {
    const { files } = createMemorySystem({ files: { '/t/a.js': '', '/kept/b.js': '', '/kept/deep/c.js': '' }, links });
    return listTaskFiles(files, '/t').map(({ path, key }) => `${path} ${key}`);
  };

  it('count as what they lead to', () => {
    expect(listed({ '/t/b.js': '/kept/b.js', '/t/more': '/kept' })).toEqual([
      '/t/a.js a',
      '/t/b.js b',
      '/t/more/b.js more.b',
      '/t/more/deep/c.js more.deep.c',
    ]);
  });

  it('that lead nowhere, or back, count for nothing', () => {
    expect(listed({ '/t/.#a.js': 'ada@host.4242', '/t/loop': '/t', '/t/up': '..' })).toEqual(['/t/a.js a']);
    expect(listed({ '/kept/again': '/t/kept', '/t/kept': '/kept' })).toHaveLength(3);
  });

  it.each(['b.js', 'hooks.ts', 'more'])('that lead nowhere and are called as task files are refused: %s', (name) => {
    expect(() => listed({ [`/t/${name}`]: '/gone' })).toThrow(
      faultWith({ code: 'RUN008', message: `/t/${name}: the link leads nowhere` }),
    );
    expect(listed({ '/t/notes.md': '/gone', '/t/.more': '/gone' })).toEqual(['/t/a.js a']);
  });

  it('may lead to the folder itself', () => {
    const { files } = createMemorySystem({ files: { '/t/base.js': '', '/own/x.js': '' }, links: { '/my': '/own' } });
    const load = (path: string): Task => ({
      name: path === '/my/x.js' ? 'X' : 'Base',
      summary: 's',
      run: () => null,
    });
    const found = discoverTasks({ files, load, shipped: '/t', folders: ['/my'] });
    expect([...found.keys()]).toEqual(['Base', 'X']);
  });
});
