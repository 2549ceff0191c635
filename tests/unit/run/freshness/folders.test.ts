import type { Task } from '../../../../lib/run/define-task';
import { createMemorySystem, type MemorySystem } from '../../../../lib/system/memory';
import { afterRun, whyOf } from './world';

const task: Task = { name: 'Own.Pack', summary: 'x', inputs: ['src'], outputs: ['dist'], run: () => null };

function world(links: Readonly<Record<string, string>>): MemorySystem {
  const files = { '/p/src/a': 'a', '/p/src/deep/b': 'b', '/p/kept': 'k', '/q/lib/c': 'c', '/q/lib/in/d': 'd' };
  return createMemorySystem({ files, links });
}

describe('a folder that is read', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['a file in it', {}, '/p/src/deep/b'],
    ['the file that a link in it leads to', { '/p/src/l': '../kept' }, '/p/kept'],
    ['a file in a folder that a link in it leads to', { '/p/src/l': '/q/lib' }, '/q/lib/in/d'],
    ['a file behind two links', { '/p/src/l': '/q/m', '/q/m': 'lib' }, '/q/lib/c'],
  ])('makes its task run again when %s changed', async (_, links, path) => {
    const system = world(links);
    await afterRun(system, task);
    expect(await whyOf(system, task)).toBeNull();
    system.files.write(path, 'changed');
    expect(await whyOf(system, task)).toBe('src changed');
  });

  it('is read once, wherever the links in it lead back to', async () => {
    const round = { '/p/src/up': '..', '/p/src/same': '.', '/p/src/deep/top': '../deep', '/p/src/l': '/q', '/q/back': '/p/src/deep', '/q/self': '/q', '/p/src/gone': 'x' }; // prettier-ignore
    const system = world(round);
    await afterRun(system, task);
    expect(await whyOf(system, task)).toBeNull();
    system.files.write('/q/lib/c', 'changed');
    expect(await whyOf(system, task)).toBe('src changed');
  });

  it('is the same with a file in the place of a link to it', async () => {
    const system = world({ '/p/src/l': '../kept' });
    await afterRun(system, task);
    system.links.remove('/p/src/l');
    system.files.write('/p/src/l', 'k', { mode: system.files.stat('/p/kept')?.mode ?? 0 });
    expect(await whyOf(system, task)).toBeNull();
  });
});
