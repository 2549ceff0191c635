import { comparePins, completeLock, isDrift, lockSystem, staleReasons, writePinsLock } from '../../../lib/pin';
import { registryOf, type MemoryRegistry } from './memory-manager';
import { pinWorld, type PinWorld } from './pin-world';

const elsewhere = `sha256-${Buffer.alloc(32, 1).toString('base64')}`;

let registry: MemoryRegistry;
let world: PinWorld;
beforeEach(async () => {
  registry = registryOf({ a: ['1.0.0'] });
  world = pinWorld(registry);
  await world.sync(world.facts());
});

const write = async (): Promise<readonly unknown[]> => {
  const { lock, narrow } = await completeLock(world.facts(), lockSystem(world.facts()).lock);
  writePinsLock(world.facts(), world.lockFile, lock);
  return narrow;
};
const hashes = (): readonly string[] => world.facts().lock?.tools[0]?.packages[0]?.integrity ?? [];

it('gets the hashes of other platforms, and what is installed with one of them does not drift', async () => {
  registry.named.set('a', [elsewhere]);
  expect(await write()).toEqual([]);
  expect([hashes().length, hashes().includes(elsewhere)]).toEqual([2, true]);
  expect(comparePins(world.facts()).filter(isDrift)).toEqual([]);
  expect(staleReasons(world.facts(), 'system')).toEqual([]);
});

it('keeps them where the index is not reached later, and says nothing of it', async () => {
  registry.named.set('a', [elsewhere]);
  await write();
  registry.reachable = false;
  expect(await write()).toEqual([]);
  expect(hashes()).toHaveLength(2);
});

it('says that it may hold here alone where the index cannot be asked', async () => {
  registry.reachable = false;
  expect(await write()).toEqual([
    {
      manager: 'npm',
      tool: 'a',
      reason: 'the registry of npm cannot be reached for a: no network',
      fix: 'run the same task again when the network is back',
    },
  ]);
  expect(hashes()).toHaveLength(1);
});

it('says which files the index does not name, and takes nothing over for them', async () => {
  const [narrow] = await write();
  expect(narrow).toMatchObject({
    reason: 'the index does not name the files of node_modules/a that are locked',
    fix: 'npx just Pin.Lock --from config',
  });
  expect(hashes()).toHaveLength(1);
});

it('is repaired where not one hash is the locked one', async () => {
  await write();
  const other = JSON.stringify(world.facts().lock).replaceAll(hashes()[0] ?? '', elsewhere);
  const lock = JSON.parse(other) as ReturnType<PinWorld['facts']>['lock'];
  expect(comparePins({ ...world.facts(), lock })).toMatchObject([
    { action: 'repair', reason: 'its packages are others than those of pins.lock.json' },
  ]);
});
