import { findItem, listItems, quarantine, restoreItem } from '../../../lib/quarantine';
import type { QuarantineItem } from '../../../lib/quarantine/items';
import { manifestName, readManifest, type Manifest } from '../../../lib/quarantine/manifest';
import { schemas } from '../../../lib/quarantine/schemas';
import { compileValidator } from '../../../lib/config/validator';
import { unwritable } from '../../../lib/system/faults';
import type { System } from '../../../lib/system/port';
import { createRecording } from '../../../lib/system/recording';
import { faultWith, home, makeWorld, type World, type WorldOptions } from '../config/world';

const path = `${home}/src/app/.ruff_cache`;
const worldOf = (options: WorldOptions = {}): World =>
  makeWorld({ ...options, files: { [`${path}/a`]: '12345', [`${path}/b/c`]: '123', ...options.files } });
const put = ({ system, paths, config }: World, over: Partial<System> = {}, at = path): Manifest =>
  quarantine({ ...system, ...over }, paths, config, { path: at, kind: 'cache', reason: 'r' });
const onlyItem = ({ system, paths }: World): QuarantineItem => {
  const [item] = listItems(system, paths);
  if (item === undefined) throw new Error('nothing is in quarantine');
  return item;
};

describe('quarantining', () => {
  it('moves the original and knows enough to put it back', () => {
    const world = worldOf();
    const hash = world.system.hash.tree(path);
    const manifest = put(world);
    expect(manifest).toMatchObject({
      origin: path,
      kind: 'cache',
      reason: 'r',
      hash,
      bytes: 8,
      ttlDays: 7,
      expiredSeen: null,
    });
    expect(manifest.id).toMatch(/^20260115T120000Z-\w{8}$/);
    expect(world.system.files.stat(path)).toBeUndefined();
    expect(world.system.hash.tree(onlyItem(world).content)).toBe(hash);
    expect(onlyItem(world).manifest).toEqual(manifest);
  });

  it('writes a manifest that fits its schema', () => {
    expect(compileValidator(schemas.manifest)(put(worldOf()))).toBe(true);
  });

  it('writes the manifest before it moves anything', () => {
    const world = worldOf();
    const { system, steps } = createRecording(world.system).forTask('T');
    put(world, system);
    const kinds = steps.map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(['file.write', 'move']);
    expect(kinds.slice(0, -2).every((kind) => kind === 'folder.make')).toBe(true);
  });

  it('keeps it for the user alone', () => {
    const world = worldOf();
    put(world);
    const { folder } = onlyItem(world);
    expect(world.system.files.stat(folder)?.mode).toBe(0o700);
    expect(world.system.files.stat(`${folder}/${manifestName}`)?.mode).toBe(0o600);
  });

  it('takes a file, for as long as the config says', () => {
    const world = worldOf({ config: { quarantine: { ttlDays: { config: 9 } } } });
    const manifest = quarantine(world.system, world.paths, world.config, {
      path: `${path}/a`,
      kind: 'config',
      reason: 'r',
    });
    expect(manifest).toMatchObject({ bytes: 5, ttlDays: 9, kind: 'config' });
  });

  it('keeps two of the same moment apart', () => {
    const world = worldOf();
    put(world);
    world.system.files.makeFolder(path);
    put(world);
    expect(listItems(world.system, world.paths)).toHaveLength(2);
  });

  it('leaves nothing behind where the original cannot be moved', () => {
    const world = worldOf();
    const move = (at: string): never => {
      throw unwritable({ path: at, reason: 'permission denied' });
    };
    const stuck = { files: { ...world.system.files, move } };
    expect(() => put(world, stuck)).toThrow(faultWith({ code: 'SYS004' }));
    expect(world.system.files.list(world.paths.quarantine)).toEqual([]);
  });

  it('keeps the manifest of an original that came, though not all of its old place could be cleared', () => {
    const world = worldOf();
    const move = (from: string, to: string): never => {
      world.system.files.move(from, to);
      throw unwritable({ path: from, reason: 'permission denied' });
    };
    expect(() => put(world, { files: { ...world.system.files, move } })).toThrow(faultWith({ code: 'SYS004' }));
    expect(onlyItem(world).manifest.origin).toBe(path);
  });

  it('needs something to take', () => {
    expect(() => put(worldOf(), {}, '/gone')).toThrow(faultWith({ code: 'SYS001' }));
  });
});

describe('an original on another volume', () => {
  const onVolumes = ({ system }: World, volumes: Readonly<Record<string, string>>): Partial<System> => {
    const stat: System['files']['stat'] = (at) => {
      const entry = system.files.stat(at);
      const [, dev = '1'] =
        Object.entries(volumes).find(([folder]) => at === folder || at.startsWith(`${folder}/`)) ?? [];
      return entry === undefined ? undefined : { ...entry, dev };
    };
    return { files: { ...system.files, stat } };
  };

  it('stays there, in a hidden folder of its workspace', () => {
    const world = worldOf();
    put(world, onVolumes(world, { [`${home}/src`]: '2' }));
    expect(onlyItem(world).folder).toMatch(`${home}/src/.clistack-quarantine/`);
  });

  it('goes to our state when no workspace is on that volume', () => {
    const world = worldOf();
    put(world, onVolumes(world, { [`${home}/src/app`]: '2' }));
    expect(onlyItem(world).folder).toMatch(world.paths.quarantine);
  });

  it('goes to its own workspace and not to one whose name only begins the same', () => {
    const other = `${home}/src2/app/.ruff_cache`;
    const world = worldOf({ config: { workspaces: ['~/src', '~/src2'] }, files: { [`${other}/a`]: '' } });
    put(world, onVolumes(world, { [`${home}/src`]: '2', [`${home}/src2`]: '2' }), other);
    expect(onlyItem(world).folder).toMatch(`${home}/src2/.clistack-quarantine/`);
  });
});

describe('the list', () => {
  it('is empty before anything is there', () => {
    const { system, paths } = worldOf();
    expect(listItems(system, paths)).toEqual([]);
  });

  it('is in the order of time', () => {
    const world = worldOf({ files: { [`${home}/src/b/x`]: '' } });
    put(world);
    world.system.advance(1000);
    put(world, {}, `${home}/src/b`);
    expect(listItems(world.system, world.paths).map(({ manifest }) => manifest.origin)).toEqual([
      path,
      `${home}/src/b`,
    ]);
  });

  it('leaves out what has no content yet, as after a kill', () => {
    const world = worldOf();
    put(world);
    world.system.files.move(onlyItem(world).content, '/elsewhere');
    expect(listItems(world.system, world.paths)).toEqual([]);
  });

  it.each(['', '{', 'null', '[]', '{"format":2,"origin":"/a"}', '{"format":1}', '{"format":1,"origin":"/a"}'])(
    'leaves out what is not ours to understand: %s',
    (damaged) => {
      const world = worldOf();
      put(world);
      const file = `${onlyItem(world).folder}/${manifestName}`;
      world.system.files.write(file, damaged);
      expect(readManifest(world.system, file)).toBeUndefined();
    },
  );

  it('finds an item by the begin or end of its id', () => {
    const world = worldOf();
    const { id } = put(world);
    const items = listItems(world.system, world.paths);
    expect(findItem(items, id.slice(0, 8)).manifest.id).toBe(id);
    expect(findItem(items, id.slice(-4)).manifest.id).toBe(id);
  });

  it.each(['zzz', '2026', ''])('refuses an id that fits none or several: "%s"', (id) => {
    const world = worldOf({ files: { [`${home}/src/b/x`]: '' } });
    put(world);
    put(world, {}, `${home}/src/b`);
    expect(() => findItem(listItems(world.system, world.paths), id)).toThrow(faultWith({ code: 'QUA001', exit: 501 }));
  });
});

describe('restoring', () => {
  const restore = (world: World): string => restoreItem(world.system, world.paths, onlyItem(world));

  it('puts the original back, with all its bytes and modes', () => {
    const world = worldOf();
    const hash = world.system.hash.tree(path);
    put(world);
    expect(restore(world)).toBe(path);
    expect(world.system.hash.tree(path)).toBe(hash);
    expect(world.system.files.list(world.paths.quarantine)).toEqual([]);
  });

  it('takes our own link out of the way', () => {
    const world = worldOf();
    put(world);
    world.system.links.make(path, `${world.paths.central}/ruff/app-1`);
    restore(world);
    expect(world.system.files.stat(path)?.kind).toBe('folder');
  });

  it.each([
    ['a folder', ({ system }: World): void => { system.files.makeFolder(path); }],
    ['a file', ({ system }: World): void => { system.files.write(path, 'x'); }],
    ['a link of the user', ({ system }: World): void => { system.links.make(path, '/mine'); }],
  ])('replaces nothing: %s', (_name, take) => {
    const world = worldOf();
    put(world);
    take(world);
    expect(() => restore(world)).toThrow(faultWith({ code: 'QUA002', exit: 506, message: `${path} is taken by something else` }));
    expect(listItems(world.system, world.paths)).toHaveLength(1);
  }); // prettier-ignore

  it('puts our own link back where the original cannot be moved', () => {
    const world = worldOf();
    put(world);
    const target = `${world.paths.central}/ruff/app-1`;
    world.system.links.make(path, target);
    const item = onlyItem(world);
    const move = (at: string): never => {
      throw unwritable({ path: at, reason: 'the disk is full' });
    };
    const stuck: System = { ...world.system, files: { ...world.system.files, move } };
    expect(() => restoreItem(stuck, world.paths, item)).toThrow(faultWith({ code: 'SYS004' }));
    expect(world.system.links.read(path)).toBe(target);
  });

  it('keeps the item when the folder of the original is gone', () => {
    const world = worldOf();
    put(world);
    world.system.files.removeTree(`${home}/src/app`);
    expect(() => restore(world)).toThrow(faultWith({ exit: 506 }));
    expect(listItems(world.system, world.paths)).toHaveLength(1);
  });
});
