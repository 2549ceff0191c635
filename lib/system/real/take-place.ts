import type { Stats } from 'node:fs';
import { fileExists, unwritable } from '../faults';
import { look } from './look';
import { moveToFree } from './move-to-free';
import { rename } from './rename';

/**
 * Puts a file that is ready in the place of what lay there when it was begun, nothing or a file, and of nothing that has come meanwhile.
 */
export function takePlace(ready: string, path: string, old: Stats | undefined): void {
  if (old === undefined) {
    moveToFree(ready, path);
    return;
  }
  assertAsSeen(path, old);
  rename(ready, path);
}

/**
 * Looks again right before something is replaced or removed: writing and flushing take a while, in which an editor may have saved.
 * @throws `fileExists` (SYS002), `unwritable` (SYS004), both 506.
 */
export function assertAsSeen(path: string, old: Stats | undefined): void {
  const now = look(path);
  if (old === undefined && now !== undefined) throw fileExists({ path });
  const same =
    now?.ino === old?.ino && now?.size === old?.size && now?.mtimeMs === old?.mtimeMs && now?.ctimeMs === old?.ctimeMs;
  if (!same) throw unwritable({ path, reason: 'another program has changed it just now' });
}
