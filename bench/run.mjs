import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare, cpuSeconds } from './rounds.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = process.execPath;
const bin = join(root, 'bin', 'clistack.js');
const just = join(root, 'node_modules', 'just-task', 'bin', 'just.js');
const work = mkdtempSync(join(tmpdir(), 'clistack-bench-'));

/** A home of its own for each measurement. */
function makeHome(name, config) {
  const home = join(work, name);
  mkdirSync(join(home, '.config', 'clistack'), { recursive: true });
  writeFileSync(join(home, '.config', 'clistack', 'toolstack.config.json'), JSON.stringify(config));
  return { env: { HOME: home, PATH: `${dirname(node)}:/usr/bin:/bin`, LANG: 'C.UTF-8' }, cwd: home, home };
}

function emptyTask() {
  const place = makeHome('empty', { taskFolders: [join(root, 'tests', 'fixtures', 'bench')] });
  const ours = () => cpuSeconds([node, bin, 'Empty.Task'], place);
  const theirs = () => cpuSeconds([node, '-e', '0'], place);
  ours();
  return { name: 'an empty task through the bin / bare `node -e 0`', goal: 1.5, ...compare(ours, theirs) };
}

function justDoor() {
  const place = makeHome('just', { taskFolders: [join(root, 'tests', 'fixtures', 'bench')] });
  const empty = join(work, 'peer');
  mkdirSync(empty);
  writeFileSync(join(empty, 'just.config.ts'), "import { task } from 'just-task';\ntask('noop', () => undefined);\n");
  writeFileSync(join(empty, 'package.json'), '{}');
  symlinkSync(join(root, 'node_modules'), join(empty, 'node_modules'));
  // In the same folder: just's ts-node lists all of it at every start, so what lies there counts for both.
  const peer = [node, just, '--config', join(empty, 'just.config.ts'), 'noop'];
  const ours = () => cpuSeconds([node, just, 'Empty.Task'], { ...place, cwd: root });
  const theirs = () => cpuSeconds(peer, { ...place, cwd: root });
  ours();
  return { name: '`just <Task>` / just with an empty just.config.ts', goal: 1.1, ...compare(ours, theirs) };
}

function secondRebuild() {
  const place = makeHome('rebuild', {});
  for (let index = 0; index < 200; index += 1) makeProject(join(place.home, 'src', `project-${index}`), index);
  const ours = () => cpuSeconds([node, bin, 'Rebuild'], { ...place, times: 3 });
  const find = () => cpuSeconds(['find', join(place.home, 'src')], { ...place, times: 3 });
  const bare = () => cpuSeconds([node, '-e', '0'], { ...place, times: 3 });
  ours();
  return {
    name: 'the second Rebuild over 200 projects / bare node + `find` over the same trees',
    goal: 3,
    ...compare(ours, () => bare() + find()),
  };
}

/** A project as people have it: sources in folders, packages, a cache, a git folder. */
function makeProject(folder, index) {
  const put = (name) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), 'x');
  };
  put('package.json');
  for (let file = 0; file < 20; file += 1) put(`src/part-${file % 5}/file-${file}.ts`);
  for (let file = 0; file < 60; file += 1) put(`node_modules/package-${file % 12}/lib/file-${file}.js`);
  put(index % 2 === 0 ? '.ruff_cache/0.1/x' : 'node_modules/.cache/x');
}

try {
  const results = [emptyTask(), justDoor(), secondRebuild()];
  const rows = results.map(({ name, goal, ratio, low, high, ours, theirs }) => {
    const met = ratio <= goal ? 'yes' : '**no**';
    return `| ${name} | ${ratio.toFixed(2)} | ${low.toFixed(2)} to ${high.toFixed(2)} | ${goal} | ${met} | ${(ours * 1000).toFixed(0)} ms / ${(theirs * 1000).toFixed(0)} ms |`;
  });
  const [{ model }] = cpus();
  const page = [
    '# Benchmarks',
    '',
    'Written by `npx just Bench`. CPU (user + system, children included) as ratios of two commands that ran in turn, in 11 paired rounds;',
    'the median, and the range without the best and the worst round. Absolute times are those of one machine and compare with nothing else.',
    '',
    `Node ${process.versions.node}, ${process.platform}, ${cpus().length} x ${model.trim()}.`,
    '',
    '| What | Ratio | Range | Goal at most | Met | CPU of one call |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  writeFileSync(join(root, 'docs', 'benchmarks.md'), page);
  process.stdout.write(page);
} finally {
  rmSync(work, { recursive: true, force: true });
}
