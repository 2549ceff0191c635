import { renameSync } from 'node:fs';
import { errnoOf } from '../../kernel/errno';

/** Milliseconds between the attempts on Windows: two seconds in all, longer than a virus scanner looks at a small file. */
const pauses = process.platform === 'win32' ? [10, 20, 40, 80, 150, 300, 600, 800] : [];

/** A rename that waits while somebody has the target open: Windows refuses it then, other systems never do. */
export function rename(from: string, to: string): void {
  for (const pause of pauses) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
  renameSync(from, to);
}
