import { compileValidator } from '../../../lib/config/validator';
import { lockConfig, lockLocked, lockSystem, staleReasons, writePinsLock } from '../../../lib/pin';
import type { PinsLock } from '../../../lib/pin/lock-file';
import { treeIntegrity } from '../../../lib/pin/lock-integrity';
import { schemas } from '../../../lib/pin/schemas';
import { chooseByPolicy } from '../../../lib/update';
import { registryOf, type MemoryRegistry } from './memory-manager';
import { pinWorld, type PinWorld } from './pin-world';

let registry: MemoryRegistry;
let linux: PinWorld;
let mac: PinWorld;
beforeEach(() => {
  registry = registryOf({ a: ['1.0.0', '1.1.0'], b: ['1.0.0'] });
  registry.onPlatform = { 'linux-x64': ['shared'], 'darwin-arm64': ['appnope', 'shared'] };
  linux = pinWorld(registry);
  mac = pinWorld(registry, {}, { os: 'darwin', arch: 'arm64' });
});

const textOf = ({ system, lockFile }: PinWorld): string => system.files.readText(lockFile);
/** What one commits and the other pulls. */
const share = (from: PinWorld, to: PinWorld): void => {
  to.system.files.makeFolder(to.lockFile.slice(0, to.lockFile.lastIndexOf('/')));
  to.system.files.write(to.lockFile, textOf(from));
};
const pins = { a: '1.0.0' };
/** Syncs and locks, as `Pin.Sync Pin.Lock` does. */
const lock = async (world: PinWorld, wanted: Readonly<Record<string, string>> = pins): Promise<readonly string[]> => {
  await world.sync(world.facts({ pins: wanted }));
  return writePinsLock(world.facts(), world.lockFile, lockSystem(world.facts({ pins: wanted })).lock);
};
const join = async (world: PinWorld): Promise<readonly string[]> =>
  writePinsLock(world.facts(), world.lockFile, (await lockLocked(world.facts({ pins }), world.lockFile)).lock);
const packagesOf = (world: PinWorld, tool = 'a'): readonly string[] =>
  (world.facts().lock?.tools.find((one) => one.tool === tool)?.packages ?? []).map(({ name }) => name);
/** What stands in the file, with the platforms that a package is marked with. */
const placedIn = (world: PinWorld): readonly string[] => {
  const { tools } = JSON.parse(textOf(world)) as {
    readonly tools: readonly { readonly packages: readonly { name: string; platforms?: readonly string[] }[] }[];
  };
  return (tools[0]?.packages ?? []).map(({ name, platforms = ['all'] }) => `${name}: ${platforms.join(' ')}`);
};

it('keeps what each platform needs, whoever locks', async () => {
  await lock(linux);
  share(linux, mac);
  expect(packagesOf(mac)).toEqual(['a', 'shared']);
  expect(await join(mac)).toEqual([]);
  expect(placedIn(mac)).toEqual(['a: all', 'appnope: darwin-arm64', 'shared: all']);
  expect(packagesOf(mac)).toEqual(['a', 'appnope', 'shared']);

  await mac.sync(mac.facts({ pins }));
  expect(staleReasons(mac.facts({ pins }), 'system')).toEqual([]);
  share(mac, linux);
  expect(packagesOf(linux)).toEqual(['a', 'shared']);
  expect(staleReasons(linux.facts({ pins }), 'system')).toEqual([]);
  linux.system.advance(1000);
  expect(await lock(linux)).toEqual([]);
  expect(textOf(linux)).toBe(textOf(mac));

  const validate = compileValidator(schemas['pins-lock']);
  expect(validate(JSON.parse(textOf(mac))) ? [] : validate.errors).toEqual([]);
});

it('says nothing of a platform that needs what is locked already', async () => {
  registry.onPlatform = { 'linux-x64': ['shared'], 'darwin-arm64': ['shared'] };
  await lock(linux);
  share(linux, mac);
  const before = textOf(mac);
  await lock(mac);
  await join(mac);
  expect(textOf(mac)).toBe(before);
});

it('follows a change here and leaves the packages of the others', async () => {
  await lock(linux);
  share(linux, mac);
  await join(mac);
  share(mac, linux);
  registry.onPlatform = { ...registry.onPlatform, 'linux-x64': ['added'] };
  await join(linux);
  expect(placedIn(linux)).toEqual(['a: all', 'added: linux-x64', 'appnope: darwin-arm64', 'shared: darwin-arm64']);
  share(linux, mac);
  expect(packagesOf(mac)).toEqual(['a', 'appnope', 'shared']);
});

describe('a lock that was made before platforms were noted', () => {
  beforeEach(async () => {
    await lock(linux);
    const old = textOf(linux).replaceAll(/ *"platforms": \[\s*"linux-x64"\s*\],\n/g, '');
    expect(old).not.toBe(textOf(linux));
    linux.system.files.write(linux.lockFile, old);
  });

  it('is read by all, and left alone by one that needs the same', async () => {
    const before = textOf(linux);
    share(linux, mac);
    expect(packagesOf(mac)).toEqual(['a', 'shared']);
    await lock(linux);
    expect(textOf(linux)).toBe(before);
  });

  it('is that of the first one that needs something else, which is told, and all others join again', async () => {
    share(linux, mac);
    registry.onPlatform = { ...registry.onPlatform, 'darwin-arm64': ['appnope'] };
    expect(await join(mac)).toEqual(
      ['a', 'b'].map(
        (tool) =>
          `npm:${tool} was locked before platforms were noted, and is locked for darwin-arm64 alone now: type npx just Pin.Lock --from lock on all others too`,
      ),
    );
    expect(placedIn(mac)).toEqual(['a: all', 'appnope: all']);
    share(mac, linux);
    expect(await join(linux)).toEqual([]);
    expect(placedIn(linux)).toEqual(['a: all', 'appnope: darwin-arm64', 'shared: linux-x64']);
  });
});

describe('packages of an unknown platform, as they were kept once', () => {
  beforeEach(async () => {
    await lock(linux);
    share(linux, mac);
    await join(mac);
    const { tools, ...rest } = JSON.parse(textOf(mac)) as PinsLock;
    const olden = tools.map((entry): typeof entry => {
      const rename = (names: readonly string[] | undefined): readonly string[] | undefined =>
        names?.map((name) => name.replace('linux-x64', 'unknown'));
      const packages = entry.packages.flatMap(({ platforms, ...one }) => {
        const on = rename(one.name === 'shared' ? ['linux-x64'] : platforms);
        return [on === undefined ? one : { ...one, platforms: on }];
      });
      const integrity = treeIntegrity(mac.system, packages);
      return { ...entry, packages, integrity, platforms: rename(entry.platforms) ?? [] };
    });
    mac.system.files.write(mac.lockFile, JSON.stringify({ ...rest, tools: olden }));
  });

  it('are read by none where there are those of a known one', () => {
    expect(placedIn(mac)).toEqual(['a: all', 'appnope: darwin-arm64', 'shared: unknown']);
    share(mac, linux);
    expect(packagesOf(linux)).toEqual(['a', 'appnope']);
  });

  it('go when the lock is written next, by whomever', async () => {
    share(mac, linux);
    registry.onPlatform = { ...registry.onPlatform, 'darwin-arm64': ['appnope'] };
    await join(mac);
    expect(placedIn(mac)).toEqual(['a: all', 'appnope: all']);
    await join(linux);
    expect(placedIn(linux)).toEqual(['a: all', 'appnope: darwin-arm64', 'shared: linux-x64']);
  });
});

describe('a file that was taken out of the index', () => {
  const hashesOf = ({ facts }: PinWorld): readonly string[] => facts().lock?.tools[0]?.packages[0]?.integrity ?? [];
  const anew = async (world: PinWorld): Promise<readonly string[]> => {
    const choose = chooseByPolicy(world.config.update, world.system.clock.now());
    return writePinsLock(world.facts(), world.lockFile, (await lockConfig(world.facts({ pins }), choose)).lock);
  };

  beforeEach(async () => {
    registry.filesOf = { a: ['sha256-old', 'sha256-wheel'] };
    await anew(linux);
    share(linux, mac);
    await anew(mac);
    registry.filesOf = { a: ['sha256-new', 'sha256-wheel'] };
  });

  it('leaves the lock where that is made anew, and stays for a platform until it is made anew there', async () => {
    await anew(mac);
    expect(hashesOf(mac)).toEqual(['sha256-new', 'sha256-wheel']);
    share(mac, linux);
    expect(hashesOf(linux)).toEqual(['sha256-old', 'sha256-wheel']);
    await anew(linux);
    expect(placedIn(linux)).toEqual(['a: all', 'appnope: darwin-arm64', 'shared: all']);
    expect(hashesOf(linux)).toEqual(['sha256-new', 'sha256-wheel']);
  });

  it('does not come back by what another platform has', async () => {
    registry.filesOf = { a: ['sha256-wheel'] };
    await anew(mac);
    share(mac, linux);
    registry.filesOf = { a: ['sha256-old', 'sha256-wheel'] };
    registry.onPlatform = { ...registry.onPlatform, 'linux-x64': ['added'] };
    await anew(linux);
    share(linux, mac);
    expect(hashesOf(mac)).toEqual(['sha256-wheel']);
  });
});

it('tells of the platforms whose packages go when a tool moves to another version, and has them join again', async () => {
  await lock(linux);
  share(linux, mac);
  await join(mac);
  share(mac, linux);
  const { narrow } = await linux.sync(linux.facts({ pins: { a: '1.1.0' } }));
  const told =
    'npm:a moved to another version, which is locked for linux-x64 alone: type npx just Pin.Lock --from lock on darwin-arm64 too';
  expect(narrow).toEqual([told]);
  expect(placedIn(linux)).toEqual(['a: all', 'shared: all']);
});

it('locks the versions that it has where the registry offers newer ones', async () => {
  await lock(linux);
  share(linux, mac);
  await join(mac);
  expect(mac.facts().lock?.tools.map(({ tool, resolved }) => `${tool} ${resolved}`)).toEqual(['a 1.0.0', 'b 1.0.0']);
});

it('names a tool of which it has no version that the pin includes', async () => {
  await lock(linux);
  const { missing, lock: kept } = await lockLocked(linux.facts({ pins: { a: '1.1.0' } }), linux.lockFile);
  expect(missing).toEqual(['npm:a was not locked: the lock has no version of it that its pin includes']);
  expect(kept.tools.map(({ tool }) => tool)).toEqual(['b']);
});

it('adds nothing to a lock that is not there', async () => {
  await expect(lockLocked(linux.facts(), linux.lockFile)).rejects.toMatchObject({ code: 'PIN027', exit: 501 });
  expect(linux.system.files.stat(linux.lockFile)).toBeUndefined();
});
