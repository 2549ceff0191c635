import { findTasks } from '../../../lib/run/discovery';
import { recallLargeFamilies } from '../../../lib/run/large-families';
import { createMemorySystem } from '../../../lib/system/memory';
import { defineFamily } from '../../../lib/run/define-task';
import { exporting, folder, task } from './task-folder';

const kept = '/state/large-families';

/** The families of a folder as a run finds them, with what the one before left. */
function run(sizes: Readonly<Record<string, number>>, before = ''): string | undefined {
  const families = Object.entries(sizes).map(([noun, size]): [string, unknown] => [
    `/mine/${noun.toLowerCase()}/[all].js`,
    exporting(defineFamily(Array.from({ length: size }, (_, index) => task(`${noun}.N${index}`)))),
  ]);
  const { files } = createMemorySystem({ files: { [kept]: before } });
  const exports = folder(
    { '/t/base.js': exporting(task('Base')), ...Object.fromEntries(families) },
    { [kept]: before },
  );
  findTasks({ ...exports, shipped: '/t', folders: ['/mine'], state: '/state' }).families?.keep(files);
  return files.readText(kept);
}

describe('families with thousands of tasks', () => {
  it('are known by the next run', () => {
    expect(run({ Big: 2000, Small: 3 })).toBe('2000 /mine/big/[all].js');
  });

  it('are forgotten when they are small, and others are not', () => {
    expect(run({ Big: 3 }, '3000 /mine/big/[all].js\n4000 /other one/[all].js')).toBe('4000 /other one/[all].js');
  });

  it('are known by what they had last', () => {
    expect(run({ Big: 2001 }, '3000 /mine/big/[all].js')).toBe('2001 /mine/big/[all].js');
  });

  it.each(['/mine/[all].js', ' /mine/[all].js', '12 /mine/[all].js', 'x'])(
    'are not what a line like %j says',
    (line) => {
      const { files } = createMemorySystem({ files: { [kept]: line } });
      expect(recallLargeFamilies(files, '/state').tasksOf('/mine/[all].js')).toBe(0);
    },
  );

  it('are written down when that changes anything, and not else', () => {
    const { files } = createMemorySystem({});
    const families = recallLargeFamilies(files, '/state');
    families.note('/mine/[all].js', 3);
    families.keep(files);
    expect(files.stat(kept)).toBeUndefined();
  });

  it('are none where what was kept cannot be read', () => {
    const { files } = createMemorySystem({ folders: [kept] });
    const families = recallLargeFamilies(files, '/state');
    expect(families.tasksOf('/mine/[all].js')).toBe(0);
    families.note('/mine/[all].js', 5000);
    expect(() => { families.keep(files); }).not.toThrow(); // prettier-ignore
  });

  it('are not asked for where no family is loaded', () => {
    const found = findTasks({
      ...folder({ '/t/base.js': exporting(task('Base')) }),
      shipped: '/t',
      folders: [],
      state: '/state',
    });
    expect(found.families).toBeUndefined();
  });
});
