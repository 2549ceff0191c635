import { fileExists, unwritable } from './faults';
import type { Entry } from './ports/files';

/**
 * What somebody decided by is to be there still when it is changed: what an editor has saved meanwhile would be lost.
 * @param seen undefined where nothing was.
 * @throws `fileExists` (SYS002), `unwritable` (SYS004), both 506.
 */
export function assertSeen(path: string, seen: Entry | undefined, now: Entry | undefined): void {
  if (seen === undefined && now !== undefined) throw fileExists({ path });
  const same =
    now?.kind === seen?.kind && now?.ino === seen?.ino && now?.size === seen?.size && now?.mtimeMs === seen?.mtimeMs;
  if (!same) throw unwritable({ path, reason: 'another program has changed it just now' });
}
