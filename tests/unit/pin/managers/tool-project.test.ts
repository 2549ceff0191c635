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
    'requirements.lock': ['demo==1.0.0\n', 0o600],
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

describe.each([
  ['pipx', 'venvs/demo/', 'pipx_metadata.json'],
  ['uv', 'tools/demo/', 'uv-receipt.toml'],
] as const)('what was added to a tool of %s', (name, environment, note) => {
  const { manager } = projects[name];
  const site = `${tools}/${name}/demo/${environment}lib/python3.11/site-packages/`;
  /** The tool with these packages beside it, of which the user named these. */
  const withPackages = (packages: Readonly<Record<string, string>>, named: readonly string[] = []): MemoryWorld => {
    const world = make(projects[name]);
    for (const [folder, metadata] of Object.entries(packages)) {
      world.system.files.makeFolder(`${site}${folder}.dist-info`);
      world.system.files.write(`${site}${folder}.dist-info/METADATA`, metadata);
    }
    if (named.length === 0) return world;
    const injected = Object.fromEntries(named.map((one) => [one, { package: one, package_version: '1.0' }]));
    const also = named.map((one) => `    { name = "${one}", extras = ["x"] },\n`).join('');
    const texts = {
      pipx: JSON.stringify({ ...(JSON.parse(metadata) as object), injected_packages: injected }),
      uv: `[tool]\nrequirements = [\n    { name = "demo", specifier = "==1.0.0" },\n${also}]\n${receipt}`,
    };
    world.system.files.write(`${tools}/${name}/demo/${environment}${note}`, texts[name]);
    return world;
  };
  const answers = (world: MemoryWorld): unknown => [manager.driftOf(world, 'demo'), manager.addedOf?.(world, 'demo')];

  it('is nothing as it was installed', () => {
    expect(answers(withPackages({}))).toEqual([[], []]);
  });

  it.each([
    ['evil-6.6.6', 'evil'],
    ['Evil.Twin-1', 'evil-twin'],
    ['demo-0.9.0', 'demo'],
    ['demo-1.0.1', 'demo'],
  ])('is drift: %s', (folder, key) => {
    expect(answers(withPackages({ [folder]: '' }))).toEqual([[key], []]);
  });

  it.each([
    ['old_pkg-1.2.3-py3.11.egg-info', 'old-pkg'],
    ['old-1.0-py3.11-linux-x86_64.egg', 'old'],
    ['Old.Twin-1.egg-info', 'old-twin'],
    ['evil.egg-info', 'evil'],
    ['evil-twin.egg-link', 'evil-twin'],
    ['demo-1.0.0-py3.11.egg-info', 'demo'],
  ])('is drift where it came as an egg, a folder or a file: %s', (egg, key) => {
    const [folder, file] = [withPackages({}), withPackages({})];
    folder.system.files.makeFolder(site + egg);
    file.system.files.write(site + egg, 'Name: evil\n');
    expect([answers(folder), answers(file)]).toEqual([
      [[key], []],
      [[key], []],
    ]);
  });

  it.each(['demo.egg-info/PKG-INFO', 'other-1.0-py3.11.egg-info'])('is nothing where a wheel brings it: %s', (path) => {
    const world = withPackages({ 'rich-1.0': '' }, ['rich']);
    world.system.files.makeFolder(`${site}${path.split('/')[0] ?? ''}`);
    world.system.files.write(`${site}demo-1.0.0.dist-info/RECORD`, `demo.py,sha256=a,1\r\n${path},sha256=b,2\r\n`);
    expect(answers(world)).toEqual([[], ['rich']]);
    world.system.files.write(`${site}demo-1.0.0.dist-info/RECORD`, `x/${path},sha256=b,2\n`);
    expect(answers(world)).toEqual([[path.startsWith('demo') ? 'demo' : 'other'], ['rich']]);
  });

  it('is the business of the user where he had the manager put it there, with all that it needs', () => {
    const rich =
      'Name: rich\nRequires-Dist: Mark_Down (>=2)\nRequires-Dist: absent; extra == "x"\n\nRequires-Dist: evil\n';
    const needs = { 'Rich-1.0': rich, 'mark.down-2.0': 'Requires-Dist: mdurl', 'mdurl-1': '' };
    expect(answers(withPackages(needs, ['Rich']))).toEqual([[], ['rich']]);
    expect(answers(withPackages({ ...needs, 'evil-1': '' }, ['Rich']))).toEqual([['evil'], ['rich']]);
    expect(answers(withPackages({ ...needs, 'demo-0.9.0': '' }, ['Rich', 'demo']))).toEqual([['demo'], ['rich']]);
    // He took it away again by other means.
    expect(answers(withPackages({}, ['Rich']))).toEqual([[], []]);
  });

  it('is drift where the note of that is damaged', () => {
    const world = withPackages({ 'rich-1.0': '' }, ['rich']);
    world.system.files.write(`${tools}/${name}/demo/${environment}${note}`, '{"injected_packages": {"rich"');
    expect(answers(world)).toEqual([['rich'], []]);
  });

  it('says nothing where the lock is gone', () => {
    const world = withPackages({ 'evil-1': '' });
    world.system.files.remove(`${tools}/${name}/demo/requirements.lock`);
    expect(answers(world)).toEqual([[], []]);
  });
});

it.each(['pip-23.2.1', 'setuptools-65.5.0', 'wheel-0.41'])(
  '%s may lie beside a tool of pipx, and not of uv',
  (folder) => {
    const drift = (name: 'pipx' | 'uv', lock: string): readonly string[] => {
      const world = make(projects[name]);
      const root = `${tools}/${name}/demo`;
      world.system.files.makeFolder(
        `${root}/${name === 'pipx' ? 'venvs' : 'tools'}/demo/lib/python3.11/site-packages/${folder}.dist-info`,
      );
      world.system.files.write(`${root}/requirements.lock`, lock);
      return projects[name].manager.driftOf(world, 'demo');
    };
    const [key = '', version = ''] = folder.split('-');
    const alone = 'demo==1.0.0\n';
    expect([drift('pipx', alone), drift('uv', alone)]).toEqual([[], [key]]);
    expect(drift('pipx', `${alone}${key}==${version}\n`)).toEqual([]);
    expect(drift('pipx', `${alone}${key}==0.1\n`)).toEqual([key]);
  },
);
