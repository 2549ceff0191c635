import { join } from 'node:path';
import { listPrograms, loadSources } from '../../../lib/masterbin/list-programs';
import { createWorld, home, tools, type World } from './world';

const data = `${home}/.local/share`;

/** What a source offers, as `name -> target (owner)`. */
function offered(world: World, source: string): readonly string[] {
  const { system, paths, load } = world.facts();
  const { candidates, unreadable } = listPrograms({ system, paths }, loadSources(system.files, load), [source]);
  expect(unreadable).toEqual([]);
  return candidates.map(({ name, target, owner }) => `${name} -> ${target} (${owner})`);
}

function json(world: World, path: string, value: unknown): void {
  world.system.files.makeFolder(path.slice(0, path.lastIndexOf('/')));
  world.system.files.write(path, typeof value === 'string' ? value : JSON.stringify(value));
}

it('lists the folder of sources', () => {
  const { system, load } = createWorld().facts();
  const names = loadSources(system.files, load).map(({ name }) => name);
  expect(names).toEqual(['cargo', 'go', 'npm', 'pipx', 'uv']);
});

it.each(['cargo', 'go', 'npm', 'pipx', 'uv', '/opt/none', '~/none'])(
  'finds nothing where there is no %s, and says no error',
  (source) => {
    expect(offered(createWorld(), source)).toEqual([]);
  },
);

describe('npm', () => {
  it('offers what the tool itself brings, not the programs of what it needs', () => {
    const world = createWorld();
    const project = `${tools}/npm/typescript`;
    json(world, `${project}/package.json`, { dependencies: { typescript: '5.9.3' } });
    json(world, `${project}/node_modules/typescript/package.json`, { bin: { tsc: 'bin/tsc', tsserver: 'x' } });
    world.linked(project, 'tsc', 'typescript/bin/tsc');
    world.linked(project, 'tsserver', 'typescript/x');
    world.linked(project, 'semver', 'semver/bin/semver.js');
    expect(offered(world, 'npm')).toEqual([
      `tsc -> ${project}/node_modules/.bin/tsc (typescript)`,
      `tsserver -> ${project}/node_modules/.bin/tsserver (typescript)`,
    ]);
  });

  it('knows packages with a scope and with a single program, which goes by the name of the package', () => {
    const world = createWorld();
    const project = `${tools}/npm/@scope/tool`;
    json(world, `${project}/package.json`, { dependencies: { '@scope/tool': '1.0.0' } });
    json(world, `${project}/node_modules/@scope/tool/package.json`, { bin: 'cli.js' });
    world.linked(project, 'tool', '@scope/tool/cli.js');
    expect(offered(world, 'npm')).toEqual([`tool -> ${project}/node_modules/.bin/tool (@scope/tool)`]);
  });

  it('offers a program by the name that npm gives it, wherever its key leads', () => {
    const world = createWorld();
    const project = `${tools}/npm/evil`;
    json(world, `${project}/package.json`, { dependencies: { evil: '1.0.0' } });
    json(world, `${project}/node_modules/evil/package.json`, { bin: { './git': 'x.js', '../../up': 'x.js' } });
    for (const name of ['git', 'up']) world.linked(project, name, 'evil/x.js');
    expect(offered(world, 'npm')).toEqual([
      `git -> ${project}/node_modules/.bin/git (evil)`,
      `up -> ${project}/node_modules/.bin/up (evil)`,
    ]);
  });

  it.each([
    ['another package', '../other/cli.js'],
    ['what is no package', '/usr/bin/id'],
  ])('offers the file of the tool itself where its name leads to that of %s', (_, target) => {
    const world = createWorld();
    const project = `${tools}/npm/demo`;
    json(world, `${project}/package.json`, { dependencies: { demo: '1.0.0' } });
    json(world, `${project}/node_modules/demo/package.json`, { bin: { demo: '../../bin/demo.js' } });
    for (const path of [`${project}/node_modules/other/cli.js`, '/usr/bin/id']) world.program(path);
    world.linked(project, 'demo', 'demo/bin/demo.js');
    world.system.links.retarget(`${project}/node_modules/.bin/demo`, target);
    expect(offered(world, 'npm')).toEqual([`demo -> ${project}/node_modules/demo/bin/demo.js (demo)`]);
  });

  it('offers the batch file on Windows, where no mode says what a program is', () => {
    const world = createWorld({ os: 'win32' });
    const { paths } = world.facts();
    const project = `${paths.tools}/npm/typescript`;
    json(world, `${project}/package.json`, { dependencies: { typescript: '5.9.3' } });
    json(world, `${project}/node_modules/typescript/package.json`, { bin: { tsc: 'bin/tsc' } });
    for (const ending of ['', '.cmd', '.ps1']) json(world, `${project}/node_modules/.bin/tsc${ending}`, '');
    expect(offered(world, 'npm')).toEqual([`tsc -> ${project}/node_modules/.bin/tsc.cmd (typescript)`]);
  });

  it('passes over half an install', () => {
    const world = createWorld();
    json(world, `${tools}/npm/half/package.json`, { dependencies: { half: '1.0.0' } });
    json(world, `${tools}/npm/broken/package.json`, '{"dep');
    json(world, `${tools}/npm/lost/package.json`, { dependencies: { lost: '1.0.0' } });
    json(world, `${tools}/npm/lost/node_modules/lost/package.json`, { bin: { lost: 'x' } });
    expect(offered(world, 'npm')).toEqual([]);
  });
});

describe('pipx', () => {
  const venv = (world: World, home: string, name: string, metadata: unknown, programs: readonly string[]): void => {
    json(world, `${home}/venvs/${name}/pipx_metadata.json`, metadata);
    for (const program of programs) world.program(`${home}/venvs/${name}/bin/${program}`);
  };

  it('offers the applications of the main package, not python and pip', () => {
    const world = createWorld();
    venv(world, `${data}/pipx`, 'black', { main_package: { package: 'black', apps: ['black', 'blackd'] } }, ['black', 'blackd', 'python', 'pip']); // prettier-ignore
    expect(offered(world, 'pipx')).toEqual([
      `black -> ${data}/pipx/venvs/black/bin/black (black)`,
      `blackd -> ${data}/pipx/venvs/black/bin/blackd (black)`,
    ]);
  });

  it('offers injected applications and those of dependencies only when pipx was told to', () => {
    const world = createWorld();
    const main = { package: 'a', apps: ['a'], apps_of_dependencies: ['dep'], include_dependencies: true };
    const injected = {
      b: { package: 'b', apps: ['b'], include_apps: true },
      c: { package: 'c', apps: ['c'], include_apps: false },
    };
    venv(world, `${data}/pipx`, 'a', { main_package: main, injected_packages: injected }, ['a', 'b', 'c', 'dep']);
    expect(offered(world, 'pipx').map((line) => line.split(' ')[0])).toEqual(['a', 'dep', 'b']);
  });

  it('calls an application with a suffix by its full name', () => {
    const world = createWorld();
    venv(world, `${data}/pipx`, 'x@2', { main_package: { package: 'x', apps: ['x'], suffix: '@2' } }, ['x']);
    expect(offered(world, 'pipx')).toEqual([`x@2 -> ${data}/pipx/venvs/x@2/bin/x (x)`]);
  });

  it.each([
    ['$PIPX_HOME', '/opt/pipx', { PIPX_HOME: '/opt/pipx' }],
    ['the old place', `${home}/.local/pipx`, {}],
    ['$XDG_DATA_HOME', '/data/pipx', { XDG_DATA_HOME: '/data' }],
    ['our private homes', `${tools}/pipx/x`, {}],
  ])('looks into %s', (_, folder, env) => {
    const world = createWorld({ env });
    venv(world, folder, 'x', { main_package: { package: 'x', apps: ['x'] } }, ['x']);
    expect(offered(world, 'pipx')).toEqual([`x -> ${folder}/venvs/x/bin/x (x)`]);
  });
});

it.each([
  ['$UV_TOOL_DIR', '/opt/uv', { UV_TOOL_DIR: '/opt/uv' }],
  ['$XDG_DATA_HOME/uv/tools', `${data}/uv/tools`, {}],
])('uv offers the entry points of the receipts in %s', (_, root, env) => {
  const world = createWorld({ env });
  const receipt = `[tool]
requirements = [{ name = "black" }, { name = "colorama", specifier = ">=1" }]
entrypoints = [
    { name = "black", install-path = "${home}/.local/bin/black", from = "black" },
    { name = "blackd", install-path = "${home}/.local/bin/blackd" },
]
`;
  json(world, `${root}/black/uv-receipt.toml`, receipt);
  for (const name of ['black', 'blackd', 'python']) world.program(`${root}/black/bin/${name}`);
  expect(offered(world, 'uv')).toEqual([
    `black -> ${root}/black/bin/black (black)`,
    `blackd -> ${root}/black/bin/blackd (black)`,
  ]);
});

it('looks where uv keeps its tools on Windows', () => {
  const roaming = `${home}/AppData/Roaming`;
  const world = createWorld({ os: 'win32', env: { APPDATA: roaming } });
  const receipt = '[tool]\nentrypoints = [{ name = "ruff.exe", install-path = "C:\\\\b\\\\ruff.exe" }]\n';
  json(world, `${roaming}/uv/data/tools/ruff/uv-receipt.toml`, receipt);
  world.program(`${roaming}/uv/data/tools/ruff/Scripts/ruff.exe`);
  expect(offered(world, 'uv')).toEqual([`ruff -> ${roaming}/uv/data/tools/ruff/Scripts/ruff.exe (ruff)`]);
});

it('offers the tools of our own projects of uv and cargo before those of the user', () => {
  const world = createWorld();
  const receipt = `[tool]\nentrypoints = [{ name = "ruff", install-path = "/x/ruff" }]\n`;
  for (const root of [`${tools}/uv/ruff/tools`, `${data}/uv/tools`]) {
    json(world, `${root}/ruff/uv-receipt.toml`, receipt);
    world.program(`${root}/ruff/bin/ruff`);
  }
  for (const root of [`${tools}/cargo/ripgrep`, `${home}/.cargo`]) world.program(`${root}/bin/rg`);
  expect(offered(world, 'uv')).toEqual([
    `ruff -> ${tools}/uv/ruff/tools/ruff/bin/ruff (ruff)`,
    `ruff -> ${data}/uv/tools/ruff/bin/ruff (ruff)`,
  ]);
  expect(offered(world, 'cargo')).toEqual([
    `rg -> ${tools}/cargo/ripgrep/bin/rg (cargo)`,
    `rg -> ${home}/.cargo/bin/rg (cargo)`,
  ]);
});

it('offers nothing under a name that would lie elsewhere than in the bin folder', () => {
  const world = createWorld();
  const apps = ['../up', 'a/b', 'c\\d', '..', '.hidden', '-flag', 'good'];
  json(world, `${data}/pipx/venvs/x/pipx_metadata.json`, { main_package: { package: 'x', apps } });
  for (const app of ['a/b', '.hidden', '-flag', 'good', '../up']) world.program(join(`${data}/pipx/venvs/x/bin`, app));
  expect(offered(world, 'pipx')).toEqual([`good -> ${data}/pipx/venvs/x/bin/good (x)`]);
});

it('cargo offers what lies in its bin folder, by the crate that brought it', () => {
  const world = createWorld();
  for (const name of ['rg', 'rustc']) world.program(`${home}/.cargo/bin/${name}`);
  json(world, `${home}/.cargo/.crates2.json`, { installs: { 'ripgrep 14.1.1 (registry+x)': { bins: ['rg'] } } });
  expect(offered(world, 'cargo')).toEqual([
    `rg -> ${home}/.cargo/bin/rg (ripgrep)`,
    `rustc -> ${home}/.cargo/bin/rustc (cargo)`,
  ]);
});

it.each([
  ['$GOBIN', '/opt/gobin', { GOBIN: '/opt/gobin', GOPATH: '/a' }],
  ['each of $GOPATH', '/b/bin', { GOPATH: '/a:/b' }],
  ['the usual place', `${home}/go/bin`, {}],
])('go looks into %s', (_, folder, env) => {
  const world = createWorld({ env });
  world.program(`${folder}/gopls`);
  expect(offered(world, 'go')).toEqual([`gopls -> ${folder}/gopls (${folder})`]);
});

it('a folder offers its executables, also behind links, and no folders, hidden or dangling names', () => {
  const world = createWorld({ links: { '/opt/x/linked': '/opt/real', '/opt/x/dangling': '/opt/none' } });
  world.program('/opt/real');
  world.program('/opt/x/plain');
  world.program('/opt/x/.hidden');
  world.program('/opt/x/sub/inner');
  world.system.files.write('/opt/x/data', 'x', { mode: 0o644 });
  expect(offered(world, '/opt/x')).toEqual(['linked -> /opt/x/linked (/opt/x)', 'plain -> /opt/x/plain (/opt/x)']);
});

it('a folder of the home may be named with a tilde', () => {
  const world = createWorld();
  world.program(`${home}/my bin/a tool`);
  expect(offered(world, '~/my bin')).toEqual([`a tool -> ${home}/my bin/a tool (${home}/my bin)`]);
});
