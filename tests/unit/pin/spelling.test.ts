import { comparePins, lockSystem, staleReasons, writePinsLock, type PinFacts } from '../../../lib/pin';
import { readKeptLock } from '../../../lib/pin/kept-lock';
import { lockPath } from '../../../lib/pin/lock-file';
import { resolveTree } from '../../../lib/pin/resolve';
import { pythonProjects } from '../../../lib/pin/python/tool-project';
import { defineManager, type Manager } from '../../../lib/pin/manager';
import { registryOf, memoryManager } from './memory-manager';
import { memoryWorld, tools, type MemoryWorld } from './managers/world';

const note = { file: 'note', programsOf: (text: string) => [text], addedOf: () => [], brings: [] };
const projects = pythonProjects('pipx', 'venvs', note);
/** Its registry knows nothing: whatever is resolved comes from a lock. */
const manager: Manager = defineManager({ ...memoryManager(registryOf({}), 'pipx'), ...projects.shared });
const hash = 'a'.repeat(64);

async function install(world: MemoryWorld, tool: string): Promise<void> {
  const request = { tool, version: '1.0.0', timeoutMs: 1, progress: () => undefined };
  await projects.install(world, request, (folder) => {
    const venv = `${folder}/venvs/demo-py`;
    const put = (path: string, text = '', mode = 0o644): void => {
      world.system.files.makeFolder(path.slice(0, path.lastIndexOf('/')));
      world.system.files.write(path, text, { mode });
    };
    for (const program of ['python', 'demo']) put(`${venv}/bin/${program}`, '', 0o755);
    put(`${folder}/bin/demo`, '', 0o755);
    put(`${venv}/pyvenv.cfg`);
    put(`${venv}/note`, 'demo');
    put(`${venv}/lib/python3/site-packages/demo_py-1.0.0.dist-info/METADATA`);
    put(`${folder}/requirements.lock`, `demo-py==1.0.0 --hash=sha256:${hash}\n`);
    return Promise.resolve();
  });
}

const lockFileOf = ({ system, paths }: MemoryWorld): string => lockPath(system, paths);
const facts = (world: MemoryWorld, tool: string): PinFacts => {
  const config = { tools: { pipx: [tool] }, pins: {} };
  const managers = [manager];
  return {
    world,
    managers,
    config,
    lock: readKeptLock({ system: world.system, managers, config }, lockFileOf(world)),
  };
};
const links = (world: MemoryWorld): readonly string[] =>
  world.system.files.list(`${tools}/pipx`).flatMap(({ name, kind }) => (kind === 'link' ? [name] : []));

let world: MemoryWorld;
beforeEach(async () => {
  world = memoryWorld();
  await install(world, 'demo-py');
  writePinsLock(facts(world, 'demo-py'), lockFileOf(world), lockSystem(facts(world, 'demo-py')).lock);
});

describe.each(['demo-py', 'Demo_Py'])('a tool that was installed as demo-py and is listed as %s', (tool) => {
  it('is as it was locked', () => {
    expect(comparePins(facts(world, tool))).toMatchObject([{ tool, installed: '1.0.0', by: 'lock', action: 'keep' }]);
    expect(staleReasons(facts(world, tool), 'system')).toEqual([]);
  });

  it('leaves the lock as it is', () => {
    const text = world.system.files.readText(lockFileOf(world));
    writePinsLock(facts(world, tool), lockFileOf(world), lockSystem(facts(world, tool)).lock);
    expect(world.system.files.readText(lockFileOf(world))).toBe(text);
    expect(facts(world, tool).lock?.tools).toMatchObject([{ tool, resolved: '1.0.0', platforms: ['linux-x64'] }]);
  });

  it('is repaired by its locked hashes, in its place', async () => {
    world.system.files.remove(`${tools}/pipx/demo-py/venvs/demo-py/note`);
    const [row] = comparePins(facts(world, tool));
    expect(row).toMatchObject({ tool, action: 'repair' });
    const tree = await resolveTree(facts(world, tool), manager, { tool, action: 'repair' }, () => ({
      refused: undefined,
    }));
    expect(tree.file).toContain(hash);
    await install(world, tool);
    expect([links(world), comparePins(facts(world, tool)).map(({ action }) => action)]).toEqual([
      ['demo-py'],
      ['keep'],
    ]);
  });

  it('goes when it is asked for', async () => {
    await manager.remove(world, tool);
    expect(links(world)).toEqual([]);
  });
});
