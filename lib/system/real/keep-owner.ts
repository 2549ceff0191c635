import type { Stats } from 'node:fs';
import { errnoOf } from '../../kernel/errno';

type Owner = Pick<Stats, 'uid' | 'gid'>;

/**
 * Gives what was made the owner of what it takes the place of. Only root can give something away; anyone else only to a group of his own.
 * Where neither may be, it stays ours. Windows has other owners, and knows none of these numbers.
 */
export function keepOwner(made: Owner, { uid, gid }: Owner, change: (uid: number, gid: number) => void): void {
  const may = (to: number): boolean => {
    try {
      change(to, gid);
      return true;
    } catch (error) {
      if (errnoOf(error) !== 'EPERM') throw error;
      return false;
    }
  };
  if (made.uid !== uid && may(uid)) return;
  if (made.gid !== gid) may(made.uid);
}
