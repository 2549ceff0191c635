import { listItems, purgeItems, quarantine } from '../../../lib/quarantine';
import { home, makeWorld, type World } from '../config/world';

const day = 86_400_000;
const path = `${home}/src/app/.ruff_cache`;
const worldOf = (): World => makeWorld({ files: { [`${path}/a`]: '12345' } });
const put = ({ system, paths, config }: World): unknown =>
  quarantine(system, paths, config, { path, kind: 'cache', reason: 'r' });

describe('purging', () => {
  const purge = ({ system, paths }: World, all = false): ReturnType<typeof purgeItems> =>
    purgeItems(system, listItems(system, paths), all);

  it('keeps what is young', () => {
    const world = worldOf();
    put(world);
    expect(purge(world)).toEqual({ removed: [], marked: [], kept: 1 });
  });

  it('removes what is expired only the second time, a day later', () => {
    const world = worldOf();
    put(world);
    world.system.advance(8 * day);
    expect(purge(world)).toEqual({ removed: [], marked: [path], kept: 0 });
    expect(purge(world)).toEqual({ removed: [], marked: [], kept: 1 });
    world.system.advance(day);
    expect(purge(world)).toEqual({ removed: [path], marked: [], kept: 0 });
    expect(listItems(world.system, world.paths)).toEqual([]);
  });

  it('removes everything at once when the user said so', () => {
    const world = worldOf();
    put(world);
    expect(purge(world, true)).toEqual({ removed: [path], marked: [], kept: 0 });
    expect(world.system.files.list(world.paths.quarantine)).toEqual([]);
  });
});
