import { readFileSync } from 'node:fs';

/** True while a process is there and does something: one that ended and was not yet collected by its parent still answers. Linux. */
export function isAtWork(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // No such process.
    return false;
  }
}
