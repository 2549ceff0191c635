import { isAbsolute, join } from 'node:path';
import { listPrograms, loadSources } from '../../../lib/masterbin/list-programs';
import { defineSource } from '../../../lib/masterbin/source';
import { createWorld, home, type World } from './world';

/** Programs in the folder that one stands in, in all the places that a relative value could lead to. */
function inProject(env: Readonly<Record<string, string>>): World {
  const pipx = JSON.stringify({ main_package: { package: 'deploy', apps: ['deploy'] } });
  const uv = 'entrypoints = [{ name = "deploy", install-path = "/x" }]';
  const files: Record<string, string> = {};
  for (const root of ['/proj', '/proj/x']) {
    files[`${root}/venvs/deploy/pipx_metadata.json`] = pipx;
    files[`${root}/deploy/uv-receipt.toml`] = uv;
  }
  const world = createWorld({ env, files });
  for (const root of ['/proj', '/proj/x'])
    for (const folder of ['/bin', '/venvs/deploy/bin', '/deploy/bin']) world.program(`${root}${folder}/deploy`);
  return world;
}

/** What a source offers to someone who stands in /proj: relative paths are read from there, as the real reader does. */
function find(world: World, source: string): ReturnType<typeof listPrograms> {
  const { system, paths, load } = world.facts();
  const at = (path: string): string => (isAbsolute(path) ? path : join('/proj', path));
  const { stat, read, readText, list, realPath } = system.files;
  const files: typeof system.files = {
    ...system.files,
    stat: (path) => stat(at(path)),
    read: (path) => read(at(path)),
    readText: (path) => readText(at(path)),
    list: (path) => list(at(path)),
    realPath: (path) => realPath(at(path)),
  };
  return listPrograms({ system: { ...system, files }, paths }, loadSources(system.files, load), [source]);
}

it.each([
  ['cargo', 'CARGO_HOME'],
  ['cargo', 'CARGO_INSTALL_ROOT'],
  ['go', 'GOBIN'],
  ['go', 'GOPATH'],
  ['pipx', 'PIPX_HOME'],
  ['uv', 'UV_TOOL_DIR'],
])('%s offers nothing of the working folder where %s is empty or relative', (source, name) => {
  for (const value of ['', '.', 'x', './x', 'bin'])
    expect(find(inProject({ [name]: value }), source)).toEqual({ candidates: [], unreadable: [] });
});

it('the usual place counts where the variable is none', () => {
  const world = inProject({ CARGO_INSTALL_ROOT: '', CARGO_HOME: 'x' });
  world.program(`${home}/.cargo/bin/rg`);
  expect(find(world, 'cargo').candidates.map(({ target }) => target)).toEqual([`${home}/.cargo/bin/rg`]);
});

it('a program with a relative path makes its source unreadable, so its wrappers stay as they are', () => {
  const source = defineSource({ name: 'odd', list: () => [{ name: 'deploy', target: 'bin/deploy', owner: 'x' }] });
  const { system, paths } = createWorld().facts();
  expect(listPrograms({ system, paths }, [source], ['odd'])).toEqual({
    candidates: [],
    unreadable: [{ source: 'odd', reason: 'the path of deploy is relative: bin/deploy' }],
  });
});
