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
    expect(run({ Big: 2000, Small: 3 })).toBe('/mine/big/[all].js');
  });

  it('are forgotten when they are small, and others are not', () => {
    expect(run({ Big: 3 }, '/mine/big/[all].js\n/other/[all].js')).toBe('/other/[all].js');
  });

  it('are written down when that changes anything, and not else', () => {
    const { files } = createMemorySystem({});
    const families = recallLargeFamilies(files, '/state');
    families.note('/mine/[all].js', false);
    families.keep(files);
    expect(files.stat(kept)).toBeUndefined();
  });

  it('are none where what was kept cannot be read', () => {
    const { files } = createMemorySystem({ folders: [kept] });
    const families = recallLargeFamilies(files, '/state');
    expect(families.has('/mine/[all].js')).toBe(false);
    families.note('/mine/[all].js', true);
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
