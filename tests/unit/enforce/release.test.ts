import { enforceOnce, releaseAll, type EnforceReport, type ReleaseReport } from '../../../lib/enforce';
import { originFile } from '../../../lib/enforce/target';
import { unwritable } from '../../../lib/system/faults';
import type { MemorySystem } from '../../../lib/system/memory';
import { faultWith, home, makeWorld, type World, type WorldOptions } from '../config/world';

const src = `${home}/src`;
const app = `${src}/app`;
const cache = `${app}/.ruff_cache`;

const worldOf = (options: WorldOptions = {}): World =>
  makeWorld({ programs: { git: () => ({ stdout: '' }) }, ...options, files: { [`${cache}/0.1/data`]: 'cached' } });
const enforce = ({ system, config, paths }: World): Promise<EnforceReport> =>
  enforceOnce(system, config, paths, new AbortController().signal);
const release = ({ system, config, paths }: World): ReleaseReport => releaseAll(system, config, paths);
const read = ({ files }: MemorySystem, path: string): string => files.read(path).toString('utf8');

describe('releasing', () => {
  it('puts real folders back, with all that is in them', async () => {
    const world = worldOf({ config: { enforce: { original: 'move' } }, folders: [`${app}/.git`] });
    const { linked } = await enforce(world);
    expect(release(world)).toEqual({ released: [cache], failed: [] });
    expect(world.system.files.stat(cache)?.kind).toBe('folder');
    expect(read(world.system, `${cache}/0.1/data`)).toBe('cached');
    expect(world.system.files.stat(originFile(linked[0]?.target ?? ''))).toBeUndefined();
    expect(world.system.files.stat(`${app}/.git/info/exclude`)).toBeUndefined();
  });

  it('makes an empty folder where the target is gone', async () => {
    const world = worldOf();
    const { linked } = await enforce(world);
    world.system.files.removeTree(linked[0]?.target ?? '');
    expect(release(world).released).toEqual([cache]);
    expect(world.system.files.list(cache)).toEqual([]);
  });

  it('leaves links of the user and folders alone', () => {
    const world = worldOf({ links: { [`${app}/.mypy_cache`]: '/mine' } });
    expect(release(world)).toEqual({ released: [], failed: [] });
    expect(world.system.links.read(`${app}/.mypy_cache`)).toBe('/mine');
  });

  it('goes on after one that fails, and tells', async () => {
    const world = worldOf({ folders: [`${src}/b/.ruff_cache`] });
    await enforce(world);
    const { files, links } = world.system;
    const target = links.read(cache);
    const move: typeof files.move = (from, to, options) => {
      if (to === cache) throw unwritable({ path: to, reason: 'no space left on the disk' });
      files.move(from, to, options);
    };
    const report = releaseAll({ ...world.system, files: { ...files, move } }, world.config, world.paths);
    expect(report).toEqual({
      released: [`${src}/b/.ruff_cache`],
      failed: [{ path: cache, reason: `cannot change ${cache}: no space left on the disk` }],
    });
    // What the tool goes by is still there.
    expect(links.read(cache)).toBe(target);
  });

  it('does not hide a bug', async () => {
    const world = worldOf();
    await enforce(world);
    const move = (): never => {
      throw new TypeError('a bug');
    };
    expect(() =>
      releaseAll({ ...world.system, files: { ...world.system.files, move } }, world.config, world.paths),
    ).toThrow(faultWith({ message: 'a bug' }));
  });
});
