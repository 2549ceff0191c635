import {
  checkUpdates,
  findUpdates,
  moveTools,
  readLastCheck,
  reportName,
  type UpdateConfig,
} from '../../../lib/update';
import { registryOf, type MemoryRegistry } from '../pin/memory-manager';
import { pinWorld, type PinWorld } from '../pin/pin-world';

let registry: MemoryRegistry;
let world: PinWorld;
beforeEach(async () => {
  registry = registryOf({ a: ['1.0.0', '1.1.0'], b: ['1.0.0'] });
  world = pinWorld(registry);
  await world.sync(world.facts({ pins: { a: '1.0.0' } }));
});

const check = async (tools: readonly string[], policy: Partial<UpdateConfig> = {}): Promise<void> => {
  const { report } = await checkUpdates(world.facts({ tools }), { ...world.config.update, ...policy }, false);
  world.system.files.makeFolder(world.paths.reports);
  world.system.files.write(`${world.paths.reports}/${reportName}`, JSON.stringify(report));
};
const dryRun = async (pins = {}, policy: Partial<UpdateConfig> = {}): Promise<unknown> => {
  const facts = world.facts({ pins });
  const asked = registry.calls.length;
  const { found, unknown } = await findUpdates(
    { ...facts, world: { ...facts.world, dryRun: true } },
    { ...world.config.update, ...policy },
  );
  expect(registry.calls.length).toBe(asked);
  return { moves: found.actionable.map(({ tool, installed, target }) => `${tool} ${installed} ${target}`), unknown };
};

it('goes by the last check in a dry run, and asks nobody', async () => {
  await check(['a', 'b']);
  expect(await dryRun()).toEqual({ moves: ['a 1.0.0 1.1.0'], unknown: [] });
});

it('leaves out what has moved since', async () => {
  await check(['a', 'b']);
  const facts = world.facts();
  const { report } = await checkUpdates(facts, world.config.update, false);
  const pace = { timeoutMs: 1000, progress: () => undefined };
  await moveTools({ facts, lockFile: world.lockFile, pace }, report.actionable);
  expect(await dryRun()).toEqual({ moves: [], unknown: [] });
});

it('knows nothing of a tool that is another version since, which the check did not mean it to be', async () => {
  const pace = { timeoutMs: 1000, progress: () => undefined };
  const facts = world.facts();
  const { report } = await checkUpdates(facts, world.config.update, false);
  await moveTools({ facts, lockFile: world.lockFile, pace }, report.actionable);
  await check(['a', 'b']);
  expect(await dryRun()).toEqual({ moves: [], unknown: [] });
  // As an undo takes it back.
  await world.sync(world.facts({ pins: { a: '1.0.0' } }));
  expect(await dryRun()).toEqual({ moves: [], unknown: ['npm:a'] });
});

it('tells of a pin that has to be edited as the last check found it, and not of one that is another now', async () => {
  const pins = { a: '>=1.0.0 <1.1.0' };
  const { report } = await checkUpdates(world.facts({ pins }), world.config.update, false);
  world.system.files.makeFolder(world.paths.reports);
  world.system.files.write(`${world.paths.reports}/${reportName}`, JSON.stringify(report));
  const stuck = async (now: Readonly<Record<string, string>>): Promise<unknown> => {
    const facts = world.facts({ pins: now });
    const dry = { ...facts, world: { ...facts.world, dryRun: true } };
    return (await findUpdates(dry, world.config.update)).found.stuckPins;
  };
  expect(await stuck(pins)).toEqual([{ manager: 'npm', tool: 'a', pin: pins.a, version: '1.1.0' }]);
  expect(await stuck({ a: '1.0.0' })).toEqual([]);
});

it('says what no check has asked about', async () => {
  expect(await dryRun()).toEqual({ moves: [], unknown: ['npm:a', 'npm:b'] });
  await check(['b']);
  expect(await dryRun()).toEqual({ moves: [], unknown: ['npm:a'] });
});

it('does not know what moves under another policy, or what another pin lets through', async () => {
  await check(['a', 'b']);
  expect(await dryRun({}, { deny: ['a'] })).toEqual({ moves: [], unknown: ['npm:a', 'npm:b'] });
  expect(await dryRun({ a: '1.0.0' })).toEqual({ moves: [], unknown: ['npm:a'] });
  expect(await dryRun({ b: '1.0.0' })).toEqual({ moves: ['a 1.0.0 1.1.0'], unknown: ['npm:b'] });
});

it('does not know what a group does of which one has another pin', async () => {
  registry = registryOf({ a: ['1.0.0', '1.1.0'], b: ['1.0.0', '1.1.0'] });
  world = pinWorld(registry);
  await world.sync(world.facts({ pins: { a: '1.0.0', b: '1.0.0' } }));
  const groups = { team: { tools: ['a', 'b'] } };
  await check(['a', 'b'], { groups });
  expect(await dryRun({}, { groups })).toEqual({ moves: ['a 1.0.0 1.1.0', 'b 1.0.0 1.1.0'], unknown: [] });
  expect(await dryRun({ b: '1.0.0' }, { groups })).toEqual({ moves: [], unknown: ['npm:a', 'npm:b'] });
});

describe('a registry that does not answer', () => {
  const latest = (): readonly string[] => {
    const last = readLastCheck(world.system, world.paths);
    return ['a', 'b'].map((tool) => `${tool} ${last.latestThen('npm', tool)?.latest ?? '?'}`);
  };

  it('leaves what the check before has as the latest, and the tool is one that was not asked about', async () => {
    await check(['a', 'b']);
    registry.reachable = false;
    // Twice: what is remembered is remembered on.
    for (const _ of [1, 2]) {
      await check(['a', 'b']);
      expect(latest()).toEqual(['a 1.1.0', 'b 1.0.0']);
      expect(await dryRun()).toEqual({ moves: [], unknown: ['npm:a', 'npm:b'] });
    }
    registry.reachable = true;
    await check(['a', 'b']);
    expect(await dryRun()).toEqual({ moves: ['a 1.0.0 1.1.0'], unknown: [] });
  });

  it('is not one that answers that it has no such tool', async () => {
    await check(['a', 'b']);
    registry.tools.delete('a');
    await check(['a', 'b']);
    expect(latest()).toEqual(['a ?', 'b 1.0.0']);
  });
});
