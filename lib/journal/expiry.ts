import type { System } from '../system/port';
import { judgeAge, momentNow, type Moment } from '../system/two-clocks';

/**
 * True when something that began then has had its days by two clocks, which takes two looks; the first one is noted in the file `mark`.
 * Throws faults of the file system (506).
 */
export function isOver(system: System, mark: string, began: Moment, days: number): boolean {
  const now = momentNow(system);
  const judgement = judgeAge(began, days, readMoment(system, mark), now);
  if (judgement === 'mark') system.files.write(mark, `${JSON.stringify(now)}\n`, { mode: 0o600 });
  return judgement === 'remove';
}

function readMoment({ files }: System, path: string): Moment | null {
  if (files.stat(path) === undefined) return null;
  try {
    // Our own writer made it, in a folder that only the user can write to.
    return JSON.parse(files.readText(path)) as Moment;
  } catch {
    // Unreadable is as good as never seen: it is written anew.
    return null;
  }
}
