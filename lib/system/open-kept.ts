import { closeSync, openSync } from 'node:fs';

/**
 * Opens a file that stays open, with a number above those of the streams. Where a task has closed stdout the next file would get its number,
 * and all that is printed after that: the null device takes it, for as long as the process lives. Errors are Node's own errno errors.
 */
export function openKept(path: string, flags: string | number, mode: number): number {
  for (;;) {
    const fd = openSync(path, flags, mode);
    if (fd > 2) return fd;
    closeSync(fd);
    const { devNull } = require('node:os') as typeof import('node:os');
    openSync(devNull, 'r+');
  }
}
