import { installTools, type InstallReport, type ToolsRequest } from '../../../lib/pin/install';
import type { Manager, ManagerProgram } from '../../../lib/pin';
import { chooseByPolicy } from '../../../lib/update';
import { registryOf, type MemoryRegistry } from './memory-manager';
import { pinWorld, type PinWorld } from './pin-world';

let registry: MemoryRegistry;
let world: PinWorld;
let said: string[];
beforeEach(() => {
  registry = registryOf({ one: ['1.0.0', '1.5.0', '2.0.0'], two: ['3.0.0'] });
  world = pinWorld(registry);
  said = [];
});

const install = (
  npm: { readonly tools?: readonly string[]; readonly pins?: Readonly<Record<string, string>> } = {},
  more: Partial<Manager> = {},
  dryRun = false,
): Promise<InstallReport> => {
  const facts = world.facts(npm);
  const [manager] = facts.managers;
  if (manager === undefined) throw new Error('the world has one manager');
  const request: ToolsRequest = {
    facts: { ...facts, world: { ...facts.world, dryRun } },
    manager: { ...manager, ...more },
    choose: chooseByPolicy(world.config.update, world.system.clock.now()),
    timeoutMs: 1000,
    progress: (text) => said.push(text),
    onEnd: (end, done, of) => said.push(`${end.tool} ${done}/${of}`),
  };
  return installTools(request);
};

it('installs the pinned version, and the newest of what has no pin', async () => {
  expect(await install({ pins: { one: '~1.5' } })).toMatchObject({
    installed: [
      { tool: 'one', version: '1.5.0' },
      { tool: 'two', version: '3.0.0' },
    ],
    missing: [],
  });
  expect(said).toContain('one: looking for its version');
  expect(said).toContain('two 2/2');
});

it('asks no registry for the version of an exact pin', async () => {
  await install({ tools: ['one'], pins: { one: '1.0.0' } });
  expect(registry.calls).toEqual(['install 1.0.0 one']);
});

it('leaves what is there alone, in whatever version, and looks for no program', async () => {
  await install({ pins: { one: '1.0.0' } });
  registry.calls.length = 0;
  const report = await install({ pins: { one: '2.0.0' } }, { find: () => ({ found: false, tool: 'npm', fix: 'x' }) });
  expect(report).toMatchObject({ installed: [], present: [{ tool: 'one', version: '1.0.0' }, { tool: 'two' }] });
  expect(registry.calls).toEqual([]);
});

it('refuses to begin without its program, or with a pin that is none', async () => {
  const gone = { find: (): ManagerProgram => ({ found: false, tool: 'npm', fix: 'get it' }) };
  await expect(install({}, gone)).rejects.toMatchObject({ code: 'PIN001', exit: 503, fix: 'get it' });
  await expect(install({ pins: { one: 'latest' } })).rejects.toMatchObject({ code: 'PIN021' });
  expect(registry.calls).toEqual([]);
});

it('names what could not be had, and installs the others', async () => {
  expect(await install({ tools: ['one', 'nobody', 'two'], pins: { one: '^9' } })).toMatchObject({
    installed: [{ tool: 'two' }],
    missing: [
      { tool: 'one', code: 'PIN014' },
      { tool: 'nobody', code: 'PIN011' },
    ],
  });
  registry.reachable = false;
  expect(await install({ tools: ['one'] })).toMatchObject({ missing: [{ tool: 'one', code: 'PIN010' }] });
});

it('says of what is offered and may not come what speaks against it', async () => {
  const versions = [{ version: '1.0.0', published: undefined, yanked: 'broken' }];
  registry.tools.set('back', { tool: 'back', tags: {}, versions });
  const reason = 'no version of back may be installed (1.0.0: it was taken back: broken)';
  expect(await install({ tools: ['back'] })).toMatchObject({ missing: [{ tool: 'back', code: 'PIN014', reason }] });
});

it('asks nobody in a dry run', async () => {
  const asked: string[] = [];
  const manager = {
    install: (_: unknown, { tool, version }: { tool: string; version: string }) => {
      asked.push(`${tool} ${version}`);
      return Promise.resolve({ tool, version, owner: 'ours', folder: '', programs: [] } as const);
    },
  };
  await install({ pins: { two: '3.0.0' } }, manager, true);
  expect(asked).toEqual(['one newest', 'two 3.0.0']);
  expect(registry.calls).toEqual([]);
});
