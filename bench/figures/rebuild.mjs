import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bin, makeHome, node } from '../place.mjs';
import { compare, cpuSeconds } from '../rounds.mjs';

export const title = 'Rebuild';

function measure() {
  const place = makeHome('rebuild');
  for (let index = 0; index < 200; index += 1) makeProject(join(place.home, 'src', `project-${index}`), index);
  const ours = () => cpuSeconds([node, bin, 'Rebuild'], { ...place, times: 3 });
  const find = () => cpuSeconds(['find', join(place.home, 'src')], { ...place, times: 3 });
  const bare = () => cpuSeconds([node, '-e', '0'], { ...place, times: 3 });
  ours();
  return compare(ours, () => bare() + find());
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

export const figures = [
  { name: 'the second Rebuild over 200 projects / bare node + `find` over the same trees', goal: 3, measure },
];
