import { listItems, purgeItems, quarantine } from '../../../lib/quarantine';
import { unwritable } from '../../../lib/system/faults';
import { home, makeWorld, type World } from '../config/world';

const day = 86_400_000;
const path = `${home}/src/app/.ruff_cache`;
const worldOf = (): World => makeWorld({ files: { [`${path}/a`]: '12345' } });
const put = ({ system, paths, config }: World, what = path): unknown =>
  quarantine(system, paths, config, { path: what, kind: 'cache', reason: 'r' });

describe('purging', () => {
  const purge = ({ system, paths }: World, all = false): ReturnType<typeof purgeItems> =>
    purgeItems(system, listItems(system, paths), all);

  it('keeps what is young', () => {
    const world = worldOf();
    put(world);
    expect(purge(world)).toEqual({ removed: [], marked: [], kept: 1, stayed: [] });
  });

  it('removes what is expired only the second time, a day later', () => {
    const world = worldOf();
    put(world);
    world.system.advance(8 * day);
    expect(purge(world)).toEqual({ removed: [], marked: [path], kept: 0, stayed: [] });
    expect(purge(world)).toEqual({ removed: [], marked: [], kept: 1, stayed: [] });
    world.system.advance(day);
    expect(purge(world)).toEqual({ removed: [path], marked: [], kept: 0, stayed: [] });
    expect(listItems(world.system, world.paths)).toEqual([]);
  });

  it('removes everything at once when the user said so', () => {
    const world = worldOf();
    put(world);
    expect(purge(world, true)).toEqual({ removed: [path], marked: [], kept: 0, stayed: [] });
    expect(world.system.files.list(world.paths.quarantine)).toEqual([]);
  });

  it('goes on after one that cannot be removed, and says which and why', () => {
    const world = makeWorld({ files: { [`${path}/a`]: '1', [`${home}/src/b/.ruff_cache/b`]: '2' } });
    put(world);
    const [stuck] = listItems(world.system, world.paths);
    put(world, `${home}/src/b/.ruff_cache`);
    const { files, ...rest } = world.system;
    const removeTree = (folder: string): void => {
      if (folder === stuck?.folder) throw unwritable({ path: folder, reason: 'operation not permitted' });
      files.removeTree(folder);
    };
    const items = listItems(world.system, world.paths);
    expect(purgeItems({ ...rest, files: { ...files, removeTree } }, items, true)).toEqual({
      removed: [`${home}/src/b/.ruff_cache`],
      marked: [],
      kept: 0,
      stayed: [{ path, reason: `cannot change ${stuck?.folder ?? ''}: operation not permitted` }],
    });
    expect(listItems(world.system, world.paths)).toEqual([stuck]);
  });

  it('does not hide a bug', () => {
    const world = worldOf();
    put(world);
    const { files, ...rest } = world.system;
    const removeTree = (): never => {
      throw new TypeError('a bug');
    };
    const items = listItems(world.system, world.paths);
    expect(() => purgeItems({ ...rest, files: { ...files, removeTree } }, items, true)).toThrow('a bug');
  });
});
