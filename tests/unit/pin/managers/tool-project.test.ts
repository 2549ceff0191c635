import npm from '../../../../lib/pin/managers/npm';
import pipx from '../../../../lib/pin/managers/pipx';
import uv from '../../../../lib/pin/managers/uv';
import type { Manager } from '../../../../lib/pin';
import { memoryWorld, tools, type MemoryWorld } from './world';

/** A whole private project, by what lies in it: text and mode. */
interface Whole {
  readonly manager: Manager;
  readonly files: Readonly<Record<string, readonly [text: string, mode: number]>>;
  readonly link: readonly [path: string, target: string];
}

const python = (manager: Manager, environment: string, note: string, text: string): Whole => ({
  manager,
  files: {
    [`${environment}/bin/python`]: ['', 0o755],
    [`${environment}/bin/demo`]: ['', 0o755],
    [`${environment}/pyvenv.cfg`]: ['version = 3.11.2\n', 0o644],
    [`${environment}/lib/python3.11/site-packages/demo-1.0.0.dist-info/METADATA`]: ['', 0o644],
    [`${environment}/${note}`]: [text, 0o644],
  },
  link: ['bin/demo', `../${environment}/bin/demo`],
});
const metadata = JSON.stringify({ main_package: { package: 'demo', apps: ['demo'] } });
const receipt = 'entrypoints = [\n  { name = "demo", install-path = "/b/demo" },\n]\n';
const projects = {
  npm: {
    manager: npm,
    files: {
      'node_modules/demo/package.json': ['{"version":"1.0.0","bin":"cli.js"}', 0o644],
      'node_modules/demo/cli.js': ['', 0o755],
    },
    link: ['node_modules/.bin/demo', '../demo/cli.js'],
  },
  pipx: python(pipx, 'venvs/demo', 'pipx_metadata.json', metadata),
  uv: python(uv, 'tools/demo', 'uv-receipt.toml', receipt),
} as const satisfies Record<string, Whole>;

function make({ manager, files, link }: Whole): MemoryWorld {
  const root = `${tools}/${manager.name}`;
  const world = memoryWorld();
  const { system } = world;
  const put = (path: string): string => {
    const whole = `${root}/.store/demo/${path}`;
    system.files.makeFolder(whole.slice(0, whole.lastIndexOf('/')));
    return whole;
  };
  for (const [path, [text, mode]] of Object.entries(files)) system.files.write(put(path), text, { mode });
  system.links.make(put(link[0]), link[1]);
  system.links.make(`${root}/demo`, `${root}/.store/demo`);
  return world;
}

const isListed = (manager: Manager, world: MemoryWorld): boolean => manager.listInstalled(world).length === 1;

describe.each(Object.values<Whole>(projects))('a tool of $manager.name', (whole) => {
  it('is whole as it was installed', () => {
    const world = make(whole);
    expect(whole.manager.flawOf(world, 'demo')).toBeUndefined();
    expect(isListed(whole.manager, world)).toBe(true);
  });
});

// What the wrappers are made by has to be whole, or the tool would lose them while everything is as pinned.
it.each([
  ['npm', 'node_modules/demo/cli.js', '', 0o644, 'node_modules/.bin/demo is no program that can be started'],
  ['pipx', 'venvs/demo/bin/demo', '', 0o644, 'venvs/demo/bin/demo is no program that can be started'],
  ['pipx', 'venvs/demo/pipx_metadata.json', '', 0o644, 'venvs/demo/pipx_metadata.json names no program'],
  ['pipx', 'venvs/demo/pipx_metadata.json', '{"main_pa', 0o644, 'venvs/demo/pipx_metadata.json names no program'],
  ['uv', 'tools/demo/bin/demo', '', 0o644, 'tools/demo/bin/demo is no program that can be started'],
  ['uv', 'tools/demo/uv-receipt.toml', '[tool]\nreq', 0o644, 'tools/demo/uv-receipt.toml names no program'],
] as const)('a tool of %s is not whole when %s holds %j in mode %d', (name, path, text, mode, flaw) => {
  const world = make(projects[name]);
  const { manager } = projects[name];
  world.system.files.write(`${tools}/${name}/demo/${path}`, text, { mode });
  expect(manager.flawOf(world, 'demo')).toBe(flaw);
  expect(isListed(manager, world)).toBe(false);
});

it.each([
  ['pipx', 'venvs/demo/pipx_metadata.json'],
  ['uv', 'tools/demo/uv-receipt.toml'],
] as const)('a tool of %s is not whole without %s', (name, path) => {
  const world = make(projects[name]);
  world.system.files.remove(`${tools}/${name}/demo/${path}`);
  expect(projects[name].manager.flawOf(world, 'demo')).toBe(`${path} names no program`);
});
