import type { Logger } from '../../../lib/log';
import { warnOfOtherNames } from '../../../lib/run/other-names';
import { createMemorySystem } from '../../../lib/system/memory';
import type { Step } from '../../../lib/system/step';

const said = (os: 'linux' | 'win32', ...steps: readonly Step[]): readonly string[] => {
  const lines: string[] = [];
  const warn: Logger['warn'] = (line) => {
    lines.push(line);
  };
  const quiet: Logger['info'] = () => undefined;
  warnOfOtherNames(createMemorySystem({ os }), steps, {
    warn,
    error: quiet,
    info: quiet,
    verbose: quiet,
    debug: quiet,
  });
  return lines;
};
const block = (count: number): Step => ({
  kind: 'block.write',
  path: '/home/ada/.profile',
  id: 'path',
  text: 'x',
  otherNames: { count, ino: '7' },
});

it('says which rewritten files had other names, and how to find them', () => {
  expect(said('linux', block(1), { kind: 'remove', path: '/a' })).toEqual([
    "/home/ada/.profile had 1 other name (hard link), which keeps the old content; to find it: find '/home/ada' -xdev -inum 7",
  ]);
});

it('says no command where there is none', () => {
  expect(said('win32', block(2))).toEqual([
    '/home/ada/.profile had 2 other names (hard links), which keep the old content',
  ]);
});
