// Measures every figure: one file of bench/figures/ each, found by listing the folder. A file exports a `title` for its table and
// `figures`: `{ name, goal, unit, measure }`, where `goal` is the largest value that is good (null: only to compare with), `unit` what the
// value is counted in ('x', a ratio, when it is not given), and `measure()` answers, now or later, `{ value, low, high, detail }`:
// the median, its range without the best and the worst round, and the absolute figures of this machine.
// Words on the line choose files by a part of their name; the page is then printed and not written.
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './place.mjs';

const words = process.argv.slice(2);
const folder = join(root, 'bench', 'figures');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.mjs') && (words.length === 0 || words.some((word) => name.includes(word))))
  .sort();

const tables = [];
for (const name of names) {
  const { title, figures } = await import(pathToFileURL(join(folder, name)).href);
  const rows = [];
  for (const figure of figures) rows.push(renderRow(figure, await figure.measure()));
  tables.push([
    `## ${title}`,
    '',
    '| What | Figure | Range | Goal at most | Met | Absolute |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ]);
}

const [{ model }] = cpus();
const page = [
  '# Benchmarks',
  '',
  'Written by `npx just Bench`. A figure without a unit is a ratio of two sides that ran in turn, in 11 paired rounds, of their CPU (user + system,',
  'children included) where nothing else is said: the median, and the range without the best and the worst round. The absolute figures',
  'are those of one machine and compare with nothing else.',
  '',
  `Node ${process.versions.node}, ${process.platform}, ${cpus().length} x ${model.trim()}.`,
  '',
  ...tables.flat(),
].join('\n');
if (words.length === 0) writeFileSync(join(root, 'docs', 'benchmarks.md'), page);
process.stdout.write(page);

function renderRow({ name, goal, unit = 'x' }, { value, low, high, detail = '' }) {
  const ratio = (number) => number.toFixed(number < 0.1 ? 3 : 2);
  const text = (number) => (unit === 'x' ? ratio(number) : `${number.toPrecision(3)} ${unit}`);
  const met = goal === null ? '' : value <= goal ? 'yes' : '**no**';
  return `| ${name} | ${text(value)} | ${text(low)} to ${text(high)} | ${goal === null ? '' : text(goal)} | ${met} | ${detail} |`;
}
