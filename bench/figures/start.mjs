import { join } from 'node:path';
import { bin, makeHome, node, root } from '../place.mjs';
import { compare, cpuSeconds } from '../rounds.mjs';

export const title = 'Start of the bin';

const start = (what, goal, words) => ({
  name: `${what} / bare \`node -e 0\``,
  goal,
  measure: () => {
    const place = makeHome(`start-${words[0].replaceAll(/\W/g, '')}`, {
      taskFolders: [join(root, 'tests', 'fixtures', 'bench')],
    });
    const ours = () => cpuSeconds([node, bin, ...words], { ...place, times: 10 });
    const theirs = () => cpuSeconds([node, '-e', '0'], { ...place, times: 10 });
    ours();
    return compare(ours, theirs);
  },
});

export const figures = [
  start('`clistack --version`', 1.15, ['--version']),
  start('`clistack Tasks`', 1.3, ['Tasks']),
  start('an empty task of a user’s task folder', 1.3, ['Empty.Task']),
  start('`clistack Config.Validate`', 1.3, ['Config.Validate']),
];
