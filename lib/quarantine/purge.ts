import { join } from 'node:path';
import type { System } from '../system/port';
import type { QuarantineItem } from './items';
import { manifestName, momentNow, renderManifest, type Moment } from './manifest';

const day = 86_400_000;

/** What a purge would do with an item. */
export type PurgeStep = 'keep' | 'mark' | 'remove';

/**
 * Two clocks decide: an item goes only when it is expired by the wall clock, and an earlier purge had found it expired at least 24 hours ago on
 * the clock of the machine's uptime, or 7 days ago by the wall clock. One jump of a clock never removes anything.
 */
export function judgeItem({ manifest }: QuarantineItem, now: Moment): PurgeStep {
  const { quarantined, ttlDays, expiredSeen } = manifest;
  if (now.wall - quarantined.wall < ttlDays * day) return 'keep';
  if (expiredSeen === null) return 'mark';
  const sameBoot = now.bootId !== '' && now.bootId === expiredSeen.bootId;
  const byUptime = sameBoot && now.uptime - expiredSeen.uptime >= day;
  const byWall = now.wall - expiredSeen.wall >= 7 * day;
  return byUptime || byWall ? 'remove' : 'keep';
}

export interface PurgeReport {
  readonly removed: readonly string[];
  /** Found expired for the first time; a later purge removes them. */
  readonly marked: readonly string[];
  readonly kept: number;
}

/** Removes what may go. `all` removes everything: the caller has asked the user. */
export function purgeItems(system: System, items: readonly QuarantineItem[], all: boolean): PurgeReport {
  const { files } = system;
  const now = momentNow(system);
  const removed: string[] = [];
  const marked: string[] = [];
  for (const item of items) {
    const step = all ? 'remove' : judgeItem(item, now);
    const { origin } = item.manifest;
    if (step === 'remove') {
      files.removeTree(item.folder);
      removed.push(origin);
    } else if (step === 'mark') {
      files.write(join(item.folder, manifestName), renderManifest({ ...item.manifest, expiredSeen: now }));
      marked.push(origin);
    }
  }
  return { removed, marked, kept: items.length - removed.length - marked.length };
}
