import { counted } from '../kernel/counted';
import { singleQuoted } from '../kernel/shell-quote';
import type { Logger } from '../log';
import type { System } from '../system/port';
import type { Step } from '../system/step';

/**
 * Says of each file that a task has rewritten which had other names (hard links): they have the old content now, and nobody but whoever made
 * them knows where they are.
 */
export function warnOfOtherNames({ machine }: Pick<System, 'machine'>, steps: readonly Step[], log: Logger): void {
  for (const step of steps) {
    if (!('otherNames' in step)) continue;
    const { count, ino } = step.otherNames;
    const names = `${step.path} had ${counted(count, 'other name')} (hard link${count === 1 ? '' : 's'})`;
    const kept = count === 1 ? 'which keeps the old content' : 'which keep the old content';
    // Windows numbers files in another way.
    const find =
      machine.os === 'win32'
        ? ''
        : `; to find ${count === 1 ? 'it' : 'them'}: find ${singleQuoted(machine.home)} -xdev -inum ${ino}`;
    log.warn(`${names}, ${kept}${find}`);
  }
}
