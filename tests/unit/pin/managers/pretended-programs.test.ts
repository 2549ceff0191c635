import { join } from 'node:path';
import { loadManagers } from '../../../../lib/pin/load-managers';
import { createMemorySystem } from '../../../../lib/system/memory';
import { realReader } from '../../../../lib/system/real/read-files';
import { createRecording } from '../../../../lib/system/recording';
import { memoryWorld, tools } from './world';

/** A tool of each manager as it was installed, with two programs of which none is called as the tool. */
const projects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  npm: {
    'node_modules/demo/package.json': '{"version":"1.0.0","bin":{"one":"a.js","two":"lib/b.js"}}',
    'node_modules/demo/a.js': '',
    'node_modules/demo/lib/b.js': '',
  },
  pipx: { 'venvs/demo/pipx_metadata.json': '{"main_package":{"package":"demo","apps":["one","two"]}}' },
  uv: {
    'tools/demo/uv-receipt.toml':
      'entrypoints = [\n  { name = "one", install-path = "x" },\n  { name = "two", install-path = "x" },\n]\n',
  },
  cargo: { '.crates2.json': '{"installs":{"demo 1.0.0 (registry+x)":{"bins":["one","two"]}}}' },
};
const files = { ...createMemorySystem().files, ...realReader };
const managers = loadManagers({ files }, (path) => require(path) as unknown);
const request = { tool: 'demo', version: '2.0.0', timeoutMs: 1000, progress: (): void => undefined };

describe.each(managers)('the dry run of an install by $name', (manager) => {
  const install = async (
    withLock: boolean,
    project: Readonly<Record<string, string>> = {},
  ): Promise<readonly string[]> => {
    const stored = join(tools, manager.name, '.store', 'demo@1.0.0-0000');
    const installed = Object.fromEntries(Object.entries(project).map(([path, text]) => [join(stored, path), text]));
    const programs = Object.fromEntries(
      ['npm', 'pipx', 'uv', 'cargo', 'python3'].map((name) => [name, (): object => ({})]),
    );
    const world = memoryWorld({ files: installed, programs }, true);
    if (Object.keys(installed).length > 0) world.system.links.make(join(tools, manager.name, 'demo'), stored);
    const seen = { ...world, system: createRecording(world.system).forTask('Pin.Sync').system };
    const lock = withLock ? await manager.lockTree(seen, 'demo', '2.0.0') : undefined;
    const moved = await manager.install(seen, { ...request, lock });
    expect(moved).toMatchObject({ tool: 'demo', version: '2.0.0' });
    return moved.programs.map(({ name }) => name).toSorted();
  };

  it.each([true, false])('keeps the programs of the version that is there (lock: %p)', async (withLock) => {
    expect(await install(withLock, projects[manager.name])).toEqual(['one', 'two']);
  });

  it('takes one like the tool for granted where none is there, or it does not tell', async () => {
    const damaged = Object.fromEntries(Object.keys(projects[manager.name] ?? {}).map((path) => [path, '{']));
    expect([await install(true), await install(true, damaged)]).toEqual([['demo'], ['demo']]);
  });
});
