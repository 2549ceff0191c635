import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { goTask } from '../peers.mjs';
import { bin, makeHome, node, root, work } from '../place.mjs';
import { compare, peakMegabytes, spread, wallSeconds } from '../rounds.mjs';

export const title = 'Task graphs: 10,000 tasks with three dependencies each, whole processes';

const width = 100;
/** As short as the peers' names are, which make theirs in the same way. */
const nameOf = (index) => `T.N${index}`;

/** The same layers for all: each task needs three of the layer before. */
const needsOf = (index) => {
  const row = Math.floor(index / width) - 1;
  return row < 0 ? [] : [0, 1, 2].map((step) => row * width + ((index + step) % width));
};

/**
 * Our tasks as a family in a task folder, made in a loop as undertaker's are; `all` needs the last layer. `needs` is the code of a function of
 * an index.
 */
function ours(name, count, { level = 'error', needs = needsOf, last } = {}) {
  const folder = join(work, name, 'tasks');
  const place = makeHome(name, { taskFolders: [folder], logs: { level } });
  mkdirSync(join(folder, 't'), { recursive: true });
  const all = last ?? [Array.from({ length: width }, (_, index) => nameOf(count - width + index))];
  writeFileSync(
    join(folder, 't', '[all].js'),
    `const width = ${width};
const nameOf = ${nameOf};
const needsOf = ${needs};
const taskOf = (_, index) => ({ name: nameOf(index), summary: 's', deps: needsOf(index).map(nameOf), run: () => undefined });
const family = Array.from({ length: ${count} }, taskOf);
family.push({ name: 'T.All', summary: 'all', deps: ${JSON.stringify(all)} });
module.exports = { family };\n`,
  );
  return { command: (...more) => [node, bin, 'T.All', '--quiet', ...more], place };
}

/** undertaker runs a shared dependency again for each reference, so the layers are written as a series of parallels there. */
function undertaker(count) {
  const file = join(work, 'undertaker.cjs');
  const from = createRequire(join(root, 'node_modules', 'just-task', 'package.json')).resolve('undertaker');
  writeFileSync(
    file,
    `const Undertaker = require(${JSON.stringify(from)});
const taker = new Undertaker();
const rows = [];
for (let at = 0; at < ${count}; at += ${width}) {
  const names = [];
  for (let index = at; index < at + ${width}; index += 1) { taker.task('n' + index, (done) => done()); names.push('n' + index); }
  rows.push(taker.parallel(...names));
}
taker.task('all', taker.series(...rows));
taker.task('all')((error) => { if (error) throw error; });\n`,
  );
  return [node, file];
}

function goTaskfile(count) {
  const folder = join(work, 'go-task');
  mkdirSync(folder, { recursive: true });
  const taskOf = (_, index) =>
    `  n${index}:\n    run: once\n    deps: [${needsOf(index)
      .map((need) => `n${need}`)
      .join(', ')}]\n`;
  const tasks = Array.from({ length: count }, taskOf);
  const last = Array.from({ length: width }, (_, index) => `n${count - width + index}`).join(', ');
  writeFileSync(join(folder, 'Taskfile.yml'), `version: '3'\ntasks:\n  all:\n    deps: [${last}]\n${tasks.join('')}`);
  return [goTask(), '--silent', '-d', folder, 'all'];
}

function againstUndertaker(level) {
  const { command, place } = ours(`graph-${level}`, 10_000, { level });
  const peer = undertaker(10_000);
  return compare(() => wallSeconds(command(), place), () => wallSeconds(peer, place), 31); // prettier-ignore
}

/** The first run of a home does not know yet that the family is a large one. */
function firstRunAgainstUndertaker() {
  const { command, place } = ours('graph-first', 10_000);
  const peer = undertaker(10_000);
  const first = () => {
    rmSync(join(place.home, '.local', 'state', 'clistack', 'large-families'), { force: true });
    return wallSeconds(command(), place);
  };
  return compare(first, () => wallSeconds(peer, place));
}

function againstGoTask() {
  const { command, place } = ours('graph-go', 10_000);
  const peer = goTaskfile(10_000);
  return compare(() => wallSeconds(command(), place), () => wallSeconds(peer, place)); // prettier-ignore
}

function parallelAgainstSeries() {
  const names = Array.from({ length: 10_000 }, (_, index) => nameOf(index));
  const side = ours('graph-parallel', 10_000, { needs: () => [], last: [names] });
  const row = ours('graph-series', 10_000, { needs: () => [], last: names });
  return compare(
    () => wallSeconds(side.command('--jobs', '16'), side.place),
    () => wallSeconds(row.command(), row.place),
    // The same work on both sides: what differs is what else the machine does, and a single run takes a twentieth of a second.
    301,
  );
}

/** Of one that is made in a loop nobody knows how large it is before it is there; the size of the file tells it of one that is written out. */
const writtenOut = (count) =>
  `((all) => (index) => all[index])(${JSON.stringify(Array.from({ length: count }, (_, index) => needsOf(index)))})`;

function peak(count, options) {
  const { command, place } = ours(`graph-${count}`, count, options);
  return spread(Array.from({ length: 3 }, () => peakMegabytes(command(), place)));
}

/** A ladder of joins: undertaker runs its foot once per path. */
function ladder() {
  const folder = join(work, 'ladder', 'tasks');
  const place = makeHome('ladder', { taskFolders: [folder] });
  mkdirSync(join(folder, 'l'), { recursive: true });
  writeFileSync(
    join(folder, 'l', '[all].js'),
    `let runs = 0;
const run = () => (runs += 1);
const family = [{ name: 'L.J0', summary: 's', run }];
for (let step = 1; step <= 14; step += 1) {
  family.push({ name: 'L.A' + step, summary: 's', deps: ['L.J' + (step - 1)], run });
  family.push({ name: 'L.J' + step, summary: 's', deps: [['L.A' + step, 'L.J' + (step - 1)]], run });
}
module.exports = { family };\n`,
  );
  const text = execFileSync(node, [bin, 'L.J14', '--json', '--quiet'], { ...place, encoding: 'utf8' });
  const value = JSON.parse(text).data;
  return { value, low: value, high: value };
}

export const figures = [
  { name: 'without log lines, wall / undertaker (31 rounds)', goal: 0.35, measure: () => againstUndertaker('error') },
  { name: 'the same, the first run after the family was made', goal: null, measure: firstRunAgainstUndertaker },
  {
    name: 'with two lines a task on disk, wall / undertaker (31 rounds)',
    goal: 0.8,
    measure: () => againstUndertaker('info'),
  },
  { name: 'without log lines, wall / go-task', goal: 0.02, measure: againstGoTask },
  {
    name: '10,000 tasks side by side with --jobs 16, wall / one after the other (301 rounds)',
    goal: 1,
    measure: parallelAgainstSeries,
  },
  {
    name: '50,000 tasks whose needs are written out in their file, peak memory',
    goal: 120,
    unit: 'MB',
    measure: () => peak(50_000, { needs: writtenOut(50_000) }),
  },
  { name: 'the same, made in a loop', goal: 120, unit: 'MB', measure: () => peak(50_000) },
  { name: 'a ladder of 14 diamonds, bodies run', goal: 29, unit: 'runs', measure: ladder },
];
