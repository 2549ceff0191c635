import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTask, gulp, npmPeer } from '../peers.mjs';
import { bin, makeHomeWithTask, node, root, work } from '../place.mjs';
import { compareCpu } from '../rounds.mjs';

export const title = 'Start of an empty task, other runners (to compare with)';

/** A folder with one empty task as each runner wants it, and the command that runs it. */
const runners = {
  clistack: () => [node, bin, 'Empty.Task'],
  'go-task': (folder) => {
    writeFileSync(join(folder, 'Taskfile.yml'), "version: '3'\ntasks:\n  empty:\n    cmds: []\n");
    return [goTask(), '--silent', '-d', folder, 'empty'];
  },
  gulp: (folder) => {
    const program = gulp();
    writeFileSync(join(folder, 'gulpfile.js'), 'exports.empty = (done) => done();\n');
    symlinkSync(join(program, '..', '..', '..'), join(folder, 'node_modules'));
    return [node, program, '--silent', '--cwd', folder, 'empty'];
  },
  'just-task with a JavaScript config': (folder) => {
    writeFileSync(
      join(folder, 'just.config.js'),
      "const { task } = require('just-task');\ntask('empty', () => undefined);\n",
    );
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const just = join(npmPeer('just-task', '1.14.1'), 'bin', 'just.js');
    return [node, just, '--config', join(folder, 'just.config.js'), 'empty'];
  },
};

export const figures = Object.entries(runners).map(([name, make]) => ({
  name: `${name} / bare \`node -e 0\``,
  goal: null,
  measure: () => {
    const place = makeHomeWithTask(`peer-${name.replaceAll(/\W/g, '')}`);
    const folder = join(work, `runner-${name.replaceAll(/\W/g, '')}`);
    mkdirSync(folder);
    return compareCpu(make(folder), [node, '-e', '0'], { ...place, rounds: 5 });
  },
}));
