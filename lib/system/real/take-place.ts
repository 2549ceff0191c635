import { linkSync, unlinkSync, type Stats } from 'node:fs';
import { errnoOf } from '../../kernel/errno';
import { fileExists, unwritable } from '../faults';
import { look } from './look';
import { rename } from './rename';

/** File systems without hard links, and ones that let nobody link what is not his. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'];

/**
 * Puts a file that is ready in the place of what lay there when it was begun, nothing or a file, and of nothing that has come meanwhile. A
 * rename replaces whatever it meets; where nothing was a link is made, which does not.
 */
export function takePlace(ready: string, path: string, old: Stats | undefined): void {
  if (old === undefined && process.platform !== 'win32') {
    try {
      linkSync(ready, path);
      unlinkSync(ready);
      return;
    } catch (error) {
      if (!noLinks.includes(errnoOf(error) ?? '')) throw error;
    }
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
