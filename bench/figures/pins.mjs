import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { bin, makeHome, node, root } from '../place.mjs';
import { compare, cpuSeconds } from '../rounds.mjs';

export const title = 'Pins';

const each = 50;
const names = (kind) => Array.from({ length: each }, (_, index) => `${kind}-tool-${String(index).padStart(2, '0')}`);
const parts = ['a', 'b', 'c', 'd', 'e'];
/** How many packages fifty tools of npm consist of, those for one platform left out: as their locks of November 2026 said. */
const sizes = Object.values(JSON.parse(readFileSync(join(root, 'bench', 'npm-trees.json'), 'utf8')).packages);

function write(path, value, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value), { mode });
}

/** A package with as many others below it as the real tool has, as npm lays it out; answers the entries of a lock. */
function npmTree(root, tool, size, inner) {
  const put = (key, name, more) => {
    write(join(root, key, 'package.json'), { name, version: '1.0.0', ...more });
    return [key, { version: '1.0.0', integrity: 'sha512-AAAA' }];
  };
  const others = Array.from({ length: size - 1 }, (_, index) => `${tool}-${index}`);
  const dependencies = Object.fromEntries(others.map((name) => [name, '^1.0.0']));
  const top = join('node_modules', tool);
  write(join(root, top, 'cli.js'), '', 0o755);
  if (!inner) {
    mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
    symlinkSync(join('..', tool, 'cli.js'), join(root, 'node_modules', '.bin', tool));
  }
  return [
    put(top, tool, { bin: { [tool]: 'cli.js' }, dependencies }),
    ...others.map((name) => put(join(inner ? top : '', 'node_modules', name), name, {})),
  ];
}

const python = '/usr/bin/python3';
/** Where a python looks for packages is called after it: `python3.11`. */
const packages = ['lib', basename(realpathSync(python)), 'site-packages'];

function environment(folder, tool) {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  symlinkSync(python, join(folder, 'bin', 'python'));
  write(join(folder, 'pyvenv.cfg'), 'home = /usr/bin\n');
  write(join(folder, 'bin', tool), '#!/bin/sh\n', 0o755);
  for (const name of [tool, ...parts.map((part) => `${tool}-${part}`)])
    write(join(folder, ...packages, `${name.replaceAll('-', '_')}-1.0.0.dist-info`, 'METADATA'), '');
}

/** A hundred tools, as we install them, and the same ones as npm and pipx have them of old. */
function makeTools(place) {
  const tools = join(place.home, '.local', 'share', 'clistack', 'tools');
  for (const [index, tool] of names('npm').entries()) {
    const store = join(tools, 'npm', '.store', `${tool}@1.0.0-00000000`);
    const packages = Object.fromEntries(npmTree(store, tool, sizes[index], false));
    write(join(store, 'package-lock.json'), { lockfileVersion: 3, packages });
    symlinkSync(store, join(tools, 'npm', tool));
    npmTree(join(place.home, 'global', 'lib'), tool, sizes[index], true);
  }
  for (const tool of names('py')) {
    const store = join(tools, 'pipx', '.store', `${tool}@1.0.0-00000000`);
    const own = join(store, 'venvs', tool);
    environment(own, tool);
    write(join(own, 'pipx_metadata.json'), metadata(tool, join(own, 'bin', tool)));
    mkdirSync(join(store, 'bin'));
    symlinkSync(join(store, 'venvs', tool, 'bin', tool), join(store, 'bin', tool));
    const locked = [tool, ...parts.map((part) => `${tool}-${part}`)];
    write(join(store, 'requirements.lock'), locked.map((name) => `${name}==1.0.0 --hash=sha256:00\n`).join(''));
    symlinkSync(store, join(tools, 'pipx', tool));
    const venv = join(place.home, 'pipx', 'venvs', tool);
    environment(venv, tool);
    write(join(venv, 'pipx_metadata.json'), metadata(tool, join(venv, 'bin', tool)));
  }
}

function metadata(tool, path) {
  const app = { __Path__: path, __type__: 'Path' };
  const main = {
    app_paths: [app], app_paths_of_dependencies: {}, apps: [tool], apps_of_dependencies: [], include_apps: true, include_dependencies: false,
    man_pages: [], man_pages_of_dependencies: [], man_paths: [], man_paths_of_dependencies: {}, package: tool, package_or_url: tool,
    package_version: '1.0.0', pinned: false, pip_args: [], suffix: '',
  }; // prettier-ignore
  return {
    injected_packages: {},
    main_package: main,
    pipx_metadata_version: '0.5',
    python_version: 'Python 3',
    venv_args: [],
  };
}

/** Where `Test.Setup` put pipx, or one that is on the PATH. */
function findPipx() {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'clistack-test');
  const own = existsSync(cache) ? readdirSync(cache).map((name) => join(cache, name, 'bin', 'pipx')) : [];
  const found = [...own, '/usr/bin/pipx'].find((path) => existsSync(path));
  if (found === undefined) throw new Error('pipx is not there: run npx just Test.Setup');
  return found;
}

function hundredPins() {
  const pins = (kind) => Object.fromEntries(names(kind).map((tool) => [tool, '1.0.0']));
  const tools = { npm: names('npm'), pipx: names('py') };
  const place = makeHome('pins', { tools, pins: { npm: pins('npm'), pipx: pins('py') } });
  makeTools(place);
  const pipx = findPipx();
  const env = { ...place.env, npm_config_prefix: join(place.home, 'global'), PIPX_HOME: join(place.home, 'pipx') };
  const old = { ...place, env, times: 1 };
  const npm = () => cpuSeconds(['npm', 'ls', '-g', '--json'], old);
  const list = () => cpuSeconds([pipx, 'list', '--json'], old);
  const ours = () => cpuSeconds([node, bin, 'Pin.Report'], { ...place, times: 5 });
  assertHundred(place);
  return compare(ours, () => npm() + list());
}

/** A report of nothing would be fast. */
function assertHundred({ env, cwd }) {
  const { data_file: file, data } = JSON.parse(
    execFileSync(node, [bin, 'Pin.Report', '--json'], { env, cwd, encoding: 'utf8' }),
  );
  const text = file === undefined ? JSON.stringify(data) : execFileSync('cat', [file], { encoding: 'utf8' });
  const kept = text.match(/"action": ?"keep"/g)?.length;
  if (kept !== 2 * each) throw new Error(`${kept} of ${2 * each} pins were found to be kept`);
}

export const figures = [
  {
    name: '`Pin.Report` of 100 pins / `npm ls -g --json` and `pipx list --json` of the same tools',
    goal: 1 / 40,
    measure: hundredPins,
  },
];
