import { cpSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { npmPeer } from '../peers.mjs';
import { bin, makeHomeWithTask, node, root, work } from '../place.mjs';
import { compareCpu, cpuSeconds } from '../rounds.mjs';

const { otherNodes } = createRequire(import.meta.url)(join(root, 'dist', 'lib', 'proof', 'matrix.js'));

export const title = 'Start of the bin, in 31 rounds';

/** A start takes some hundredths of a second, and what else the machine does is a tenth of that. */
const rounds = 31;

const start = (what, goal, words) => ({
  name: `${what} / bare \`node -e 0\``,
  goal,
  measure: () => {
    const place = makeHomeWithTask(`start-${words[0].replaceAll(/\W/g, '')}`);
    const ours = [node, bin, ...words];
    cpuSeconds(ours, { ...place, times: 10 });
    return compareCpu(ours, [node, '-e', '0'], { ...place, times: 10, rounds });
  },
});

/** The package as it is installed: the build has kept nothing for its Node, its first runs do. */
function installed(name) {
  const place = join(work, name, 'node_modules', 'clistack');
  for (const part of ['bin', 'config', 'schema', 'package.json'])
    cpSync(join(root, part), join(place, part), { recursive: true });
  cpSync(join(root, 'dist'), join(place, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.cache') });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  return join(place, 'bin', 'clistack.js');
}

const startInstalled = (what, programOf) => ({
  name: `an empty task, the package installed, ${what} / bare \`node -e 0\` of the same`,
  goal: 1.3,
  measure: () => {
    const name = `installed-${what.replaceAll(/\W/g, '')}`;
    const place = makeHomeWithTask(name);
    const [program, own] = [programOf(), installed(`${name}-package`)];
    const ours = [program, own, 'Empty.Task'];
    // The first of a day opens more than the others.
    cpuSeconds(ours, { ...place, times: 8 });
    return compareCpu(ours, [program, '-e', '0'], { ...place, times: 10, rounds });
  },
});

/** The program of a Node by its version. */
const nodeOf = (version) => join(npmPeer(`node-${process.platform}-${process.arch}`, version), 'bin', 'node');

export const figures = [
  start('`clistack --version`', 1.15, ['--version']),
  start('`clistack Tasks`', 1.3, ['Tasks']),
  start('an empty task of a user’s task folder', 1.3, ['Empty.Task']),
  start('`clistack Config.Validate`', 1.3, ['Config.Validate']),
  startInstalled('on this Node', () => node),
  ...otherNodes.map((version) => startInstalled(`on Node ${version}`, () => nodeOf(version))),
];
