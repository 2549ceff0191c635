import { lockSystem, writePinsLock } from '../../../lib/pin';
import { checkUpdates, moveTools, type MoveReport, type UpdateConfig } from '../../../lib/update';
import { registryOf, type MemoryRegistry } from '../pin/memory-manager';
import { pinWorld, type PinWorld } from '../pin/pin-world';

const versions = ['1.0.0', '1.1.0', '2.0.0'];
const tools = ['free', 'pinned', 'ranged', 'denied', 'team-a', 'team-b'];
const pins = { pinned: '1.0.0', ranged: '^1.0.0' };

let registry: MemoryRegistry;
let world: PinWorld;
beforeEach(async () => {
  registry = registryOf(Object.fromEntries(tools.map((tool) => [tool, versions])));
  world = pinWorld(registry);
  // Where every tool stands before: installed as if all had been pinned.
  await world.sync(world.facts({ pins: Object.fromEntries(tools.map((tool) => [tool, '1.0.0'])) }));
  registry.calls.length = 0;
});

const policy = (): UpdateConfig => ({
  ...world.config.update,
  deny: ['denied'],
  groups: { team: { tools: ['team-*'], maxMajor: 1 } },
});

async function updateAll(): Promise<MoveReport> {
  const { report } = await checkUpdates(world.facts({ pins }), policy(), false);
  const request = {
    facts: world.facts({ pins }),
    lockFile: world.lockFile,
    pace: { timeoutMs: 1000, progress: () => undefined },
  };
  return moveTools(request, report.actionable);
}

const table = (): Readonly<Record<string, string>> =>
  Object.fromEntries(world.facts().managers.flatMap((manager) => manager.listInstalled(world.facts().world).map(({ tool, version }) => [tool, version]))); // prettier-ignore

const start = Object.fromEntries(tools.map((tool) => [tool, '1.0.0']));

it('moves pinned, grouped, denied and free tools exactly as pins and policy say', async () => {
  expect(table()).toEqual(start);
  const { moved, failed } = await updateAll();
  expect(failed).toEqual([]);
  expect(moved.map(({ tool }) => tool)).toEqual(['free', 'ranged', 'team-a', 'team-b']);
  expect(table()).toEqual({ ...start, free: '2.0.0', ranged: '1.1.0', 'team-a': '1.1.0', 'team-b': '1.1.0' });
});

it('proposes new pins and writes none', async () => {
  const { report } = await checkUpdates(world.facts({ pins }), policy(), false);
  expect(report.pinProposals.map(({ tool, from, to }) => `${tool} ${from} ${to}`)).toEqual([
    'pinned 1.0.0 2.0.0',
    'ranged ^1.0.0 ^2.0.0',
  ]);
  expect(report.skipped.map(({ tool, version, code }) => `${tool} ${version} ${code}`)).toEqual([
    'denied 2.0.0 denied',
    'denied 1.1.0 denied',
    'pinned 2.0.0 pinned',
    'pinned 1.1.0 pinned',
    'ranged 2.0.0 pinned',
    'team-a 2.0.0 max-major',
    'team-b 2.0.0 max-major',
  ]);
});

it('puts a whole group back when one of it fails', async () => {
  registry.tampered.add('team-b');
  const { moved, failed, putBack } = await updateAll();
  expect(moved.map(({ tool }) => tool)).toEqual(['free', 'ranged']);
  expect(failed).toMatchObject([{ tool: 'team-b', fault: { code: 'PIN012' } }]);
  expect(putBack).toEqual(['npm:team-a']);
  expect(table()).toEqual({ ...start, free: '2.0.0', ranged: '1.1.0' });
});

it('says of a tool that could not be put back where it is, and locks it there', async () => {
  writePinsLock(world.facts({ pins }), world.lockFile, lockSystem(world.facts({ pins })).lock);
  registry.tampered.add('team-b');
  registry.lost.add('team-a 1.0.0');
  const { moved, failed, putBack } = await updateAll();
  expect(putBack).toEqual([]);
  expect(moved.map(({ tool }) => tool)).toEqual(['free', 'ranged', 'team-a']);
  expect(failed).toMatchObject([
    { tool: 'team-b', fault: { code: 'PIN012' } },
    { tool: 'team-a', hasMoved: true, fault: { code: 'UPD001' } },
  ]);
  expect(failed[1]?.fault.message).toMatch(/^npm:team-a is at 1\.1\.0 and could not be put back: /);
  expect(table()).toEqual({ ...start, free: '2.0.0', ranged: '1.1.0', 'team-a': '1.1.0' });
  expect(world.facts().lock?.tools.find(({ tool }) => tool === 'team-a')?.resolved).toBe('1.1.0');
});

it('begins no group of which one tool could not be put back, because its own lock is gone', async () => {
  registry.tampered.add('team-b');
  registry.unlocked.add('team-a');
  const { moved, failed, putBack, waiting } = await updateAll();
  expect(moved.map(({ tool }) => tool)).toEqual(['free', 'ranged']);
  expect(failed).toMatchObject([{ tool: 'team-a', fault: { code: 'PIN023' } }]);
  expect([putBack, waiting]).toEqual([[], ['npm:team-b']]);
  expect(table()).toEqual({ ...start, free: '2.0.0', ranged: '1.1.0' });
});

it('begins no group of which one tool cannot be resolved', async () => {
  const { report } = await checkUpdates(world.facts({ pins }), policy(), false);
  registry.tools.delete('team-b');
  const request = {
    facts: world.facts({ pins }),
    lockFile: world.lockFile,
    pace: { timeoutMs: 1000, progress: () => undefined },
  };
  const { moved } = await moveTools(request, report.actionable);
  expect(moved.map(({ tool }) => tool)).toEqual(['free', 'ranged']);
  expect(registry.calls).not.toContain('install 1.1.0 team-a');
});

it('changes nothing without a network', async () => {
  const { report } = await checkUpdates(world.facts({ pins }), policy(), false);
  registry.reachable = false;
  const request = {
    facts: world.facts({ pins }),
    lockFile: world.lockFile,
    pace: { timeoutMs: 1000, progress: () => undefined },
  };
  expect(await moveTools(request, report.actionable)).toMatchObject({ moved: [], putBack: [] });
  expect(table()).toEqual(start);
});

it('keeps a lock in step, and makes none', async () => {
  await updateAll();
  expect(world.system.files.stat(world.lockFile)).toBeUndefined();
  writePinsLock(world.facts(), world.lockFile, lockSystem(world.facts({ pins })).lock);
  registry.tools.set('free', { tool: 'free', versions: [{ version: '3.0.0', published: '2020-01-01' }], tags: {} });
  await updateAll();
  expect(world.facts().lock?.tools.find(({ tool }) => tool === 'free')?.resolved).toBe('3.0.0');
});

it('shows deprecated and yanked versions that are installed, and why a tool was not audited', async () => {
  const marked = { version: '1.0.0', published: '2020-01-01', deprecated: 'use 2', yanked: 'broken' };
  registry.tools.set('free', { tool: 'free', versions: [marked], tags: {} });
  const { report } = await checkUpdates(world.facts({ tools: ['free'] }), policy(), true);
  expect(report.marked).toEqual([
    { manager: 'npm', tool: 'free', package: 'free', version: '1.0.0', kind: 'deprecated', text: 'use 2' },
    { manager: 'npm', tool: 'free', package: 'free', version: '1.0.0', kind: 'yanked', text: 'broken' },
  ]);
  expect(report.notAudited).toEqual([{ manager: 'npm', tool: 'free', reason: 'npm has no source of advisories here' }]);
});

it('goes on when one tool is unknown to its registry', async () => {
  registry.tools.delete('free');
  const { report, failures } = await checkUpdates(world.facts({ tools, pins }), policy(), false);
  expect(failures).toHaveLength(1);
  expect(report.failed).toMatchObject([{ tool: 'free', code: 'PIN011' }]);
  expect(report.actionable.map(({ tool }) => tool)).toEqual(['ranged', 'team-a', 'team-b']);
});

it.each([true, false])(
  'lets a group wait for one of it that nobody can tell of (sameVersion: %s)',
  async (sameVersion) => {
    const grouped = { ...policy(), groups: { team: { tools: ['team-*', 'ranged'], sameVersion } } };
    registry.tools.delete('team-b');
    const { report } = await checkUpdates(world.facts({ tools, pins }), grouped, false);
    expect(report.actionable.map(({ tool }) => tool)).toEqual(['free']);
    expect(report.pinProposals.map(({ tool }) => tool)).toEqual(['pinned']);
    expect(report.skipped.filter(({ code }) => code === 'group-waits')).toEqual(
      [
      ['ranged', '1.1.0'],
      ['team-a', '2.0.0'],
      ['team-a', '1.1.0'],
    ].map(([tool, version]) => ({
      manager: 'npm', tool, version, code: 'group-waits', text: 'the group team moves together, and team-b could not be asked about',
    })), // prettier-ignore
    );
  },
);
