import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { bin, makeHome, node, work } from '../place.mjs';
import { compare, cpuSeconds, spread } from '../rounds.mjs';

export const title = 'Wrappers';

const count = 1255;
const mise = { name: '@jdxcode/mise-linux-x64', version: '2026.9.15' };

/** A home with one wrapper for /bin/true, made by the task itself. */
function wrappedTrue() {
  const place = makeHome('wrapper', { masterbin: { sources: [join(work, 'one')] } });
  mkdirSync(join(work, 'one'), { recursive: true });
  writeFileSync(join(work, 'one', 'nothing'), '#!/bin/true\n');
  chmodSync(join(work, 'one', 'nothing'), 0o755);
  execFileSync(node, [bin, 'MasterBin.Rebuild'], { ...place, stdio: 'ignore' });
  return {
    place,
    direct: join(work, 'one', 'nothing'),
    wrapper: join(place.home, '.local/share/clistack/bin/nothing'),
  };
}

/** CPU milliseconds that a launcher adds to one call of its target, in paired rounds. */
function added(launcher, direct, place, { times, rounds = 11 }) {
  const values = Array.from({ length: rounds }, () => {
    const through = cpuSeconds(launcher, { ...place, times });
    return (through - cpuSeconds([direct], { ...place, times })) * 1000;
  });
  return spread(values);
}

function wrapperCost() {
  const { place, direct, wrapper } = wrappedTrue();
  return added([wrapper], direct, place, { times: 200 });
}

/** mise from its package on the npm registry, kept in the cache of this user. */
function getMise() {
  const folder = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'clistack-bench',
    `mise-${mise.version}`,
  );
  const program = join(folder, 'node_modules', mise.name, 'bin', 'mise');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  execFileSync('npm', ['install', ...flags, `${mise.name}@${mise.version}`], { cwd: folder, stdio: 'ignore' });
  return program;
}

/** mise's own launcher for the same program, with so many tools in the config that it reads at each call. */
function againstMise(tools) {
  const program = getMise();
  const { place, direct, wrapper } = wrappedTrue();
  const root = join(place.home, `mise-${tools.length}`);
  const install = join(place.home, 'installed');
  mkdirSync(join(install, 'bin'), { recursive: true });
  writeFileSync(join(install, 'bin', 'nothing'), '#!/bin/true\n');
  chmodSync(join(install, 'bin', 'nothing'), 0o755);
  writeFileSync(join(place.home, '.mise.toml'), `[tools]\n${tools.map((tool) => `${tool} = "1.0.0"\n`).join('')}`);
  const env = { ...place.env, MISE_DATA_DIR: root, MISE_TRUSTED_CONFIG_PATHS: place.home };
  const run = (...words) => execFileSync(program, words, { env, cwd: place.home, stdio: 'ignore' });
  for (const tool of tools) run('link', `${tool}@1.0.0`, install);
  run('reshim');
  const shim = join(root, 'shims', 'nothing');
  const values = Array.from({ length: 7 }, () => {
    const ours = added([wrapper], direct, place, { times: 400, rounds: 1 }).value;
    const theirs = added([shim], direct, { ...place, env }, { times: 40, rounds: 1 }).value;
    return { ratio: ours / theirs, ours, theirs };
  });
  const middle = (key) => spread(values.map((value) => value[key])).value.toFixed(1);
  return { ...spread(values.map(({ ratio }) => ratio)), detail: `${middle('ours')} ms / ${middle('theirs')} ms added` };
}

/** A folder of programs, the home that has it as its source, and the loop of a shell that links them all. */
function manyTools(name) {
  const tools = join(work, `${name}-tools`);
  mkdirSync(tools, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    writeFileSync(join(tools, `tool-${index}`), '#!/bin/sh\n');
    chmodSync(join(tools, `tool-${index}`), 0o755);
  }
  const place = makeHome(name, { masterbin: { sources: [tools] } });
  const links = join(work, `${name}-links`);
  const loop = 'for tool in "$1"/*; do ln -s "$tool" "$2/${tool##*/}"; done';
  return {
    place,
    rebuild: [node, bin, 'MasterBin.Rebuild'],
    link: ['sh', '-c', `rm -rf "$2"; mkdir "$2"; ${loop}`, '-', tools, links],
    forget: () => rmSync(join(place.home, '.local'), { recursive: true, force: true }),
  };
}

/** Wall seconds of one command: a flush to the disk costs time and no CPU. */
function wallSeconds(command, place) {
  const [program, ...args] = command;
  const start = process.hrtime.bigint();
  execFileSync(program, args, { ...place, stdio: 'ignore' });
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function writeAll(measure) {
  const { place, rebuild, link, forget } = manyTools('write');
  const ours = () => {
    forget();
    return measure(rebuild, { ...place, times: 1 });
  };
  return compare(ours, () => measure(link, { ...place, times: 1 }), 7);
}

function writeNothing(measure) {
  const { place, rebuild, link } = manyTools('nothing');
  execFileSync(node, rebuild.slice(1), { ...place, stdio: 'ignore' });
  return compare(
    () => measure(rebuild, { ...place, times: 1 }),
    () => measure(link, { ...place, times: 1 }),
    7,
  );
}

const tenTools = ['node', 'go', 'python', 'ruby', 'java', 'erlang', 'elixir', 'deno', 'bun', 'zig'];
const loop = '`ln -s` for each in one shell loop';

export const figures = [
  { name: 'CPU that a wrapper adds to a call', goal: 2, unit: 'ms', measure: wrapperCost },
  {
    name: `what a wrapper adds / what a mise ${mise.version} shim adds, ten tools in its config`,
    goal: 0.05,
    measure: () => againstMise(tenTools),
  },
  { name: 'the same, one tool in its config', goal: 0.05, measure: () => againstMise(tenTools.slice(0, 1)) },
  { name: `${count} wrappers written, CPU / ${loop}`, goal: 5, measure: () => writeAll(cpuSeconds) },
  { name: `${count} wrappers written, wall time / ${loop}`, goal: 5, measure: () => writeAll(wallSeconds) },
  { name: `${count} wrappers as they should be, CPU / ${loop}`, goal: 0.25, measure: () => writeNothing(cpuSeconds) },
  {
    name: `${count} wrappers as they should be, wall time / ${loop}`,
    goal: 0.25,
    measure: () => writeNothing(wallSeconds),
  },
];
