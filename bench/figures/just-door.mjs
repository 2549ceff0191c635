import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHomeWithTask, node, root, work } from '../place.mjs';
import { compare, cpuSeconds } from '../rounds.mjs';

export const title = 'The just door';

const just = join(root, 'node_modules', 'just-task', 'bin', 'just.js');

function measure() {
  const place = makeHomeWithTask('just');
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
  return compare(ours, theirs);
}

export const figures = [{ name: '`just <Task>` / just with an empty just.config.ts', goal: 1.1, measure }];
