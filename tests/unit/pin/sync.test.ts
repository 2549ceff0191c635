import { resolveTree } from '../../../lib/pin/resolve';
import { comparePins, inspectFiles, isDrift, lockSystem, writePinsLock } from '../../../lib/pin';
import { faultWith } from '../config/world';
import { registryOf } from './memory-manager';
import { pinWorld } from './pin-world';

const actions = (facts: Parameters<typeof comparePins>[0]): readonly string[] =>
  comparePins(facts).map(({ tool, installed, action }) => `${tool} ${installed ?? '-'} ${action}`);

it('installs what is missing, in the version of its pin, and finds no drift then', async () => {
  const world = pinWorld(registryOf({ a: ['1.0.0', '1.1.0', '2.0.0'], b: ['1.0.0', '1.1.0'] }));
  const npm = { pins: { a: '^1.0.0' } };
  expect(actions(world.facts(npm))).toEqual(['a - install', 'b - install']);

  const report = await world.sync(world.facts(npm));

  expect(report.changed).toMatchObject([
    { tool: 'a', from: null, to: '1.1.0' },
    { tool: 'b', from: null, to: '1.1.0' },
  ]);
  expect(actions(world.facts(npm))).toEqual(['a 1.1.0 keep', 'b 1.1.0 keep']);
});

it('takes no pin from what every object has', async () => {
  const world = pinWorld(registryOf({ constructor: ['1.0.0'] }));
  const facts = world.facts({ tools: ['constructor'], pins: {} });
  expect(actions(facts)).toEqual(['constructor - install']);
  await world.sync(facts);
  expect(actions(facts)).toEqual(['constructor 1.0.0 keep']);
});

it.each(['', 'npm:'])('refuses a tool that is nowhere, and names one that is near: %spretier', async (before) => {
  const world = pinWorld(registryOf({ prettier: ['1.0.0'] }));
  await expect(world.sync(world.facts(), { only: `${before}pretier` })).rejects.toMatchObject({
    code: 'PIN022',
    exit: 501,
    message: `no tool '${before}pretier' is listed or ours, did you mean ${before}prettier?`,
  });
});

it.each(['b', 'npm:b'])('brings only %s to its pin', async (only) => {
  const world = pinWorld(registryOf({ a: ['1.0.0'], b: ['1.0.0'] }));
  const report = await world.sync(world.facts(), { only });
  expect(report.changed).toMatchObject([{ manager: 'npm', tool: 'b' }]);
});

it('takes away what a killed run left half built, and without a network nothing', async () => {
  const registry = registryOf({ a: ['1.0.0'] });
  const world = pinWorld(registry);
  const left = `${world.paths.tools}/npm/.store/a@1.0.0-1234`;
  world.system.files.makeFolder(left);
  registry.reachable = false;
  await world.sync(world.facts());
  expect(world.system.files.stat(left)?.kind).toBe('folder');
  registry.reachable = true;
  await world.sync(world.facts());
  expect(world.system.files.stat(left)).toBeUndefined();
  world.system.files.makeFolder(left);
  expect(await world.sync(world.facts())).toMatchObject({ changed: [], kept: 1 });
  expect(world.system.files.stat(left)).toBeUndefined();
});

it('leaves a lock alone that says the same in other line ends', async () => {
  const world = pinWorld(registryOf({ a: ['1.0.0', '1.1.0'] }));
  const npm = { pins: { a: '1.0.0' } };
  await world.sync(world.facts(npm));
  writePinsLock(world.facts(), world.lockFile, lockSystem(world.facts(npm)).lock);
  const text = world.system.files.readText(world.lockFile).replaceAll('\n', '\r\n');
  world.system.files.write(world.lockFile, text);
  await world.sync(world.facts(npm));
  expect(world.system.files.readText(world.lockFile)).toBe(text);
  await world.sync(world.facts({ pins: { a: '1.1.0' } }));
  expect(world.system.files.readText(world.lockFile)).toContain('"wanted": "1.1.0"');
});

it('goes up and down with its pin', async () => {
  const world = pinWorld(registryOf({ a: ['1.0.0', '1.9.0', '1.10.0', '2.0.0'] }));
  await world.sync(world.facts({ pins: { a: '1.10.0' } }));
  for (const [pin, action, version] of [
    ['1.9.0', 'downgrade', '1.9.0'],
    ['^2', 'upgrade', '2.0.0'],
    ['<2', 'downgrade', '1.10.0'],
    ['~1.0', 'downgrade', '1.0.0'],
    ['>=1.9 <2', 'upgrade', '1.10.0'],
  ] as const) {
    const before = comparePins(world.facts({ pins: { a: pin } }));
    expect(before[0]?.action).toBe(action);
    await world.sync(world.facts({ pins: { a: pin } }));
    expect(actions(world.facts({ pins: { a: pin } }))).toEqual([`a ${version} keep`]);
  }
});

it('asks nobody when everything is as pinned', async () => {
  const registry = registryOf({ a: ['1.0.0'] });
  const world = pinWorld(registry);
  await world.sync(world.facts());
  registry.calls.length = 0;
  expect(await world.sync(world.facts())).toMatchObject({ changed: [], kept: 1 });
  expect(registry.calls).toEqual([]);
});

it('repairs files that are not what the lock says, and moves no version for it', async () => {
  const registry = registryOf({ a: ['1.0.0'] });
  const world = pinWorld(registry);
  await world.sync(world.facts());
  registry.tools.set('a', { tool: 'a', versions: [{ version: '1.0.0', published: undefined }, { version: '1.5.0', published: undefined }], tags: {} }); // prettier-ignore
  world.system.files.write(`${world.paths.tools}/npm/a/bin`, 'tampered');

  expect(comparePins(world.facts())[0]).toMatchObject({ action: 'repair', reason: 'bin is not what its lock says' });
  await world.sync(world.facts());

  expect(actions(world.facts())).toEqual(['a 1.0.0 keep']);
});

it('repairs a tool whose files were damaged, of the tools that it is asked for', async () => {
  const registry = registryOf({ a: ['1.0.0'], b: ['1.0.0'], c: ['1.0.0'] });
  const world = pinWorld(registry);
  await world.sync(world.facts());
  for (const tool of ['a', 'b']) registry.damaged.set(tool, ['x.js']);
  registry.damaged.set('c', ['x.js', 'y.js']);
  const drift = () => inspectFiles(world.facts(), comparePins(world.facts())).filter(isDrift);
  expect(drift()).toMatchObject([
    { tool: 'a', action: 'repair', reason: 'x.js is gone or not of the size that was installed' },
    { tool: 'b' },
    { tool: 'c', reason: 'x.js and 1 more are gone or not of the size that was installed' },
  ]);

  const { changed } = await world.sync(world.facts(), { only: 'a' });

  expect(changed).toEqual([{ manager: 'npm', tool: 'a', from: '1.0.0', to: '1.0.0', action: 'repair' }]);
  expect(drift().map(({ tool }) => tool)).toEqual(['b', 'c']);
  expect(await world.sync(world.facts())).toMatchObject({ changed: [{ tool: 'b' }, { tool: 'c' }], kept: 1 });
  expect(drift()).toEqual([]);
});

it('leaves what is no longer listed, and takes it away when asked', async () => {
  const world = pinWorld(registryOf({ a: ['1.0.0'], b: ['1.0.0'] }));
  await world.sync(world.facts());
  const facts = world.facts({ tools: ['a'] });
  expect(comparePins(facts).filter(isDrift)).toEqual([]);
  expect((await world.sync(facts)).extra).toEqual(['npm:b']);
  expect(actions(facts)).toEqual(['a 1.0.0 keep', 'b 1.0.0 extra']);

  const { removed } = await world.sync(facts, { prune: true });

  expect(removed).toEqual([{ manager: 'npm', tool: 'b', from: '1.0.0' }]);
  expect(actions(facts)).toEqual(['a 1.0.0 keep']);
});

it('changes nothing at all without a network, and asks only once', async () => {
  const registry = registryOf({ a: ['1.0.0'], b: ['1.0.0'], c: ['1.0.0'], d: ['1.0.0'] });
  const world = pinWorld(registry);
  registry.reachable = false;
  const before = world.system.hash.tree(world.paths.home);

  const { changed, failed } = await world.sync(world.facts());

  expect(changed).toEqual([]);
  expect(failed.map(({ tool, fault }) => `${tool} ${fault.code}`)).toEqual([
    'a PIN010',
    'b PIN010',
    'c PIN010',
    'd PIN010',
  ]);
  expect(failed[3]?.fault.message).toBe('the registry of npm cannot be reached for d: no network');
  // Two run at once; whoever begins after that is not kept waiting.
  expect(registry.calls).toEqual(['newest a', 'newest b']);
  expect(world.system.hash.tree(world.paths.home)).toBe(before);
});

it('lets a tool that fails stay as it was, and the others move', async () => {
  const registry = registryOf({ a: ['1.0.0', '1.1.0'], b: ['1.0.0', '1.1.0'] });
  const world = pinWorld(registry);
  await world.sync(world.facts({ pins: { a: '1.0.0', b: '1.0.0' } }));
  registry.tampered.add('a');

  const { changed, failed } = await world.sync(world.facts({ pins: { a: '1.1.0', b: '1.1.0' } }));

  expect(changed.map(({ tool }) => tool)).toEqual(['b']);
  expect(failed).toMatchObject([{ tool: 'a', fault: { code: 'PIN012' } }]);
  expect(actions(world.facts({ pins: { a: '1.1.0', b: '1.1.0' } }))).toEqual(['a 1.0.0 upgrade', 'b 1.1.0 keep']);
});

it('touches only the tool that is named', async () => {
  const world = pinWorld(registryOf({ a: ['1.0.0'], b: ['1.0.0'] }));
  await world.sync(world.facts(), { only: 'b' });
  expect(actions(world.facts())).toEqual(['a - install', 'b 1.0.0 keep']);
});

it('leaves of the lock what was not asked for, also what is no longer listed', async () => {
  const world = pinWorld(registryOf({ a: ['1.0.0', '1.1.0'], b: ['1.0.0'], c: ['1.0.0'] }));
  await world.sync(world.facts({ pins: { a: '1.0.0' } }));
  writePinsLock(world.facts(), world.lockFile, lockSystem(world.facts()).lock);
  const locked = (): readonly string[] =>
    world.facts().lock?.tools.map(({ tool, resolved }) => `${tool} ${resolved}`) ?? [];
  await world.sync(world.facts({ tools: ['a', 'b'], pins: { a: '1.1.0' } }), { only: 'a' });
  expect(locked()).toEqual(['a 1.1.0', 'b 1.0.0', 'c 1.0.0']);
  await world.sync(world.facts({ tools: ['a', 'b'], pins: { a: '1.1.0' } }));
  expect(locked()).toEqual(['a 1.1.0', 'b 1.0.0']);
});

it.each(['there is no network', 'its bytes are refused'])(
  'leaves the lock alone when nothing moved: %s',
  async (how) => {
    const registry = registryOf({ a: ['1.0.0', '1.1.0'], b: ['1.0.0'] });
    const world = pinWorld(registry);
    await world.sync(world.facts({ pins: { a: '1.0.0' } }));
    writePinsLock(world.facts(), world.lockFile, lockSystem(world.facts({ pins: { a: '1.0.0' } })).lock);
    const text = world.system.files.readText(world.lockFile);
    if (how === 'there is no network') registry.reachable = false;
    else registry.tampered.add('a');
    const { changed, failed } = await world.sync(world.facts({ tools: ['a'], pins: { a: '1.1.0' } }));
    expect({ changed, failed: failed.length }).toEqual({ changed: [], failed: 1 });
    expect(world.system.files.readText(world.lockFile)).toBe(text);
  },
);

it('refuses a pin that names no version', () => {
  const world = pinWorld(registryOf({ a: ['1.0.0'] }));
  expect(() => comparePins(world.facts({ pins: { a: 'latest' } }))).toThrow(faultWith({ code: 'PIN021', exit: 502 }));
});

it('refuses a pin that no version can be in', () => {
  const world = pinWorld(registryOf({ a: ['1.0.0'] }));
  const message = "pins.npm.a: no version is in '>2 <1', its bounds exclude each other";
  expect(() => comparePins(world.facts({ pins: { a: '>2 <1' } }))).toThrow(
    faultWith({ code: 'PIN026', exit: 502, message }),
  );
});

it('goes back to its own lock where it is only half there, without asking', async () => {
  const registry = registryOf({ a: ['1.0.0', '1.1.0'] });
  const world = pinWorld(registry);
  await world.sync(world.facts({ tools: ['a'], pins: { a: '1.0.0' } }));
  registry.reachable = false;
  const facts = world.facts({ tools: ['a'], pins: { a: '1.0.0' } });
  const [manager] = facts.managers;
  if (manager === undefined) throw new Error('there is no manager');
  const nothing = (): { readonly refused: undefined } => ({ refused: undefined });
  const half = { tool: 'a', action: 'install' } as const;
  expect(await resolveTree(facts, manager, half, nothing)).toMatchObject({ version: '1.0.0' });
  const moved = world.facts({ tools: ['a'], pins: { a: '1.1.0' } });
  await expect(resolveTree(moved, manager, half, nothing)).rejects.toMatchObject({ code: 'PIN010' });
});
