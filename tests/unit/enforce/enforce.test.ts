import { enforceOnce, type EnforceReport } from '../../../lib/enforce';
import { listItems } from '../../../lib/quarantine';
import { fileExists, unwritable } from '../../../lib/system/faults';
import type { MemorySystem } from '../../../lib/system/memory';
import type { System } from '../../../lib/system/port';
import { createRecording } from '../../../lib/system/recording';
import { home, makeWorld, type World, type WorldOptions } from '../config/world';

const src = `${home}/src`;
const app = `${src}/app`;
const cache = `${app}/.ruff_cache`;
const central = `${home}/.local/share/clistack/central`;
const noGit = { git: () => ({ status: 128 }) };
const git = { git: () => ({ stdout: '' }) };

const worldOf = (options: WorldOptions = {}): World =>
  makeWorld({ programs: git, ...options, files: { [`${cache}/0.1/data`]: 'cached', ...options.files } });
const enforce = ({ system, config, paths }: World, over: Partial<System> = {}): Promise<EnforceReport> =>
  enforceOnce({ ...system, ...over }, config, paths, new AbortController().signal);
const read = ({ files }: MemorySystem, path: string): string => files.read(path).toString('utf8');

describe('enforcing', () => {
  it('makes a link of a cache, and puts the original into quarantine', async () => {
    const world = worldOf();
    const { linked } = await enforce(world);
    expect(linked).toEqual([
      { path: cache, target: expect.stringContaining(`${central}/ruff/app-`) as unknown, tool: 'ruff' },
    ]);
    expect(world.system.links.read(cache)).toBe(linked[0]?.target);
    const [item] = listItems(world.system, world.paths);
    expect(item?.manifest).toMatchObject({
      origin: cache,
      kind: 'cache',
      reason: `replaced by a link to ${linked[0]?.target ?? ''}`,
    });
    expect(read(world.system, `${item?.content ?? ''}/0.1/data`)).toBe('cached');
  });

  it('keeps a cache warm when the config says so', async () => {
    const world = worldOf({ config: { enforce: { original: 'move' } } });
    await enforce(world);
    expect(read(world.system, `${cache}/0.1/data`)).toBe('cached');
    expect(listItems(world.system, world.paths)).toEqual([]);
    expect(world.system.files.stat(`${cache}/CACHEDIR.TAG`)?.kind).toBe('file');
  });

  it('moves nothing over a target that has something in it', async () => {
    const world = worldOf({ config: { enforce: { original: 'move' } } });
    const { linked } = await enforce(world);
    world.system.links.remove(cache);
    world.system.files.makeFolder(cache);
    await enforce(world);
    expect(read(world.system, `${linked[0]?.target ?? ''}/0.1/data`)).toBe('cached');
    expect(listItems(world.system, world.paths)).toHaveLength(1);
  });

  it.each(['quarantine', 'move'])('changes nothing the second time: %s', async (original) => {
    const world = worldOf({ config: { enforce: { original } }, folders: [`${app}/.git`, `${app}/.mypy_cache`] });
    await enforce(world);
    const { system, steps } = createRecording(world.system).forTask('T');
    expect(await enforce(world, system)).toMatchObject({ linked: [], repaired: [], failed: [], correct: 2 });
    expect(steps).toEqual([]);
  });

  it('changes nothing in a dry run and lists what it would', async () => {
    const world = worldOf();
    const before = world.system.hash.tree('/');
    const { system, steps } = createRecording(world.system).forTask('T');
    await enforce(world, system);
    expect(world.system.hash.tree('/')).toBe(before);
    expect(steps.map(({ kind }) => kind)).toContain('link.make');
  });

  it('makes the target of its own link again', async () => {
    const world = worldOf();
    const { linked } = await enforce(world);
    const target = linked[0]?.target ?? '';
    world.system.files.removeTree(target);
    expect(await enforce(world)).toMatchObject({ repaired: [cache], correct: 0, linked: [] });
    expect(world.system.files.stat(`${target}/CACHEDIR.TAG`)?.kind).toBe('file');
  });

  it('finds nothing to do without workspaces', async () => {
    const world = worldOf({ config: { workspaces: [] } });
    expect(await enforce(world)).toEqual({
      linked: [],
      correct: 0,
      repaired: [],
      failed: [],
      left: [],
      unreadable: [],
    });
  });

  it('is refused on Windows', async () => {
    await expect(enforce(worldOf({ os: 'win32' }))).rejects.toMatchObject({ code: 'SYS030', exit: 510 });
  });

  it('stops between repositories when it is told to', async () => {
    const { system, config, paths } = worldOf();
    const stop = new AbortController();
    stop.abort();
    await expect(enforceOnce(system, config, paths, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(system.links.read(cache)).toBeUndefined();
  });
});

describe('a cache that cannot become a link', () => {
  const inRepository = (programs: WorldOptions['programs']): World =>
    worldOf({ folders: [`${app}/.git`, `${src}/b/.ruff_cache`], ...(programs === undefined ? {} : { programs }) });

  it('is left alone when git tracks files in it', async () => {
    const world = inRepository({ git: () => ({ stdout: '.ruff_cache/0.1/data\0' }) });
    const { linked, left } = await enforce(world);
    expect(left).toContainEqual({ pattern: '.ruff_cache', reason: 'git tracks files in it', count: 1, example: cache });
    expect(linked.map(({ path }) => path)).toEqual([`${src}/b/.ruff_cache`]);
  });

  it('is left alone when git could not say', async () => {
    const { failed, linked } = await enforce(inRepository(noGit));
    expect(failed).toEqual([{ path: cache, reason: 'git could not say whether it tracks files in it' }]);
    expect(linked).toHaveLength(1);
  });

  it('does not stop the others', async () => {
    const world = worldOf({ folders: [`${src}/b/.ruff_cache`] });
    const { files } = world.system;
    const move = (from: string, to: string): void => {
      if (from === cache) throw unwritable({ path: from, reason: 'permission denied' });
      files.move(from, to);
    };
    const { failed, linked } = await enforce(world, { files: { ...files, move } });
    expect(failed).toEqual([{ path: cache, reason: `cannot change ${cache}: permission denied` }]);
    expect(linked.map(({ path }) => path)).toEqual([`${src}/b/.ruff_cache`]);
  });

  it('does not hide a bug', async () => {
    const world = worldOf();
    const make = (): never => {
      throw new TypeError('a bug');
    };
    await expect(enforce(world, { links: { ...world.system.links, make } })).rejects.toThrow('a bug');
  });

  it.each(['quarantine', 'move'])('is busy when a program keeps making it again: %s', async (original) => {
    const world = worldOf({ config: { enforce: { original } } });
    const { files, links } = world.system;
    const make = (path: string): never => {
      if (files.stat(path) === undefined) files.makeFolder(path);
      throw fileExists({ path });
    };
    const { failed, linked } = await enforce(world, { links: { ...links, make } });
    expect({ failed, linked }).toEqual({
      failed: [{ path: cache, reason: 'a program keeps making it again' }],
      linked: [],
    });
    expect(files.stat(cache)?.kind).toBe('folder');
  });

  it('is linked when a program made it again only once', async () => {
    const world = worldOf();
    const { files, links } = world.system;
    let refused = false;
    const make = (path: string, target: string): void => {
      if (!refused) {
        refused = true;
        files.makeFolder(path);
        throw fileExists({ path });
      }
      links.make(path, target);
    };
    expect((await enforce(world, { links: { ...links, make } })).linked).toHaveLength(1);
    expect(listItems(world.system, world.paths)).toHaveLength(2);
  });
});

describe('git', () => {
  it('does not see the links: they are in the exclude file', async () => {
    const world = worldOf({ folders: [`${app}/.git`] });
    await enforce(world);
    expect(read(world.system, `${app}/.git/info/exclude`)).toContain('\n/.ruff_cache\n');
  });

  it('is asked once for each repository', async () => {
    const asked: string[] = [];
    const programs = {
      git: (args: readonly string[]) => {
        asked.push(args.join(' '));
        return { stdout: '' };
      },
    };
    await enforce(
      worldOf({
        programs,
        folders: [`${app}/.git`, `${app}/.mypy_cache`, `${app}/x/.ruff_cache`, `${src}/b/.ruff_cache`],
      }),
    );
    expect(asked).toEqual([`--literal-pathspecs -C ${app} ls-files -z -- .mypy_cache .ruff_cache x/.ruff_cache`]);
  });
});
