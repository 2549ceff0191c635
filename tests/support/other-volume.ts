import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** On common Linux machines shared memory is a volume of its own. */
const memory = '/dev/shm';

/** A folder on another volume than the temporary folders; undefined where this machine has none. */
export const otherVolume = existsSync(memory) && statSync(memory).dev !== statSync(tmpdir()).dev ? memory : undefined;

export const whyNoOtherVolume = otherVolume === undefined ? 'there is no other volume here' : undefined;

/** A new folder on the other volume, or an ordinary one where there is one volume only: all but the copy is the same then. */
export function makeFolderElsewhere(prefix: string): string {
  return mkdtempSync(join(otherVolume ?? tmpdir(), prefix));
}
