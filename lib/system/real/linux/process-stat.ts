import { readFileSync } from 'node:fs';

/** Places of what is read here, counted from the state on. */
const at = { state: 0, parent: 1, group: 2, start: 19 } as const;

export interface ProcessStat {
  /** One letter; Z: it has ended, and its parent has not asked how. */
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  /** Clock ticks since boot. */
  readonly start: string;
}

/** What the kernel says of a process; undefined when it is gone, or where there is no /proc. */
export function readStat(pid: number | string): ProcessStat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const { [at.state]: state = '', [at.parent]: parent, [at.group]: group, [at.start]: start = '' } = fields;
    return { state, parent: Number(parent), group: Number(group), start };
  } catch {
    return undefined;
  }
}
