import { join } from 'node:path';
import type { System } from '../system/port';
import { judgeAge, momentNow } from '../system/two-clocks';
import type { QuarantineItem } from './items';
import { manifestName, renderManifest } from './manifest';

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
    const { origin, quarantined, ttlDays, expiredSeen } = item.manifest;
    const step = all ? 'remove' : judgeAge(quarantined, ttlDays, expiredSeen, now);
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
