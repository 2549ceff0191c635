import { join } from 'node:path';
import { isStackError } from '../kernel/fault';
import type { System } from '../system/port';
import { judgeAge, momentNow, type Judgement, type Moment } from '../system/two-clocks';
import type { QuarantineItem } from './items';
import { manifestName, renderManifest } from './manifest';

export interface PurgeReport {
  readonly removed: readonly string[];
  /** Found expired for the first time; a later purge removes them. */
  readonly marked: readonly string[];
  readonly kept: number;
  /** Could not be removed, or not be marked. A later purge tries again. */
  readonly stayed: readonly { readonly path: string; readonly reason: string }[];
}

/** Removes what may go; one that cannot be removed does not keep the others. `all` removes everything: the caller has asked the user. */
export function purgeItems(system: System, items: readonly QuarantineItem[], all: boolean): PurgeReport {
  const now = momentNow(system);
  const removed: string[] = [];
  const marked: string[] = [];
  const stayed: { path: string; reason: string }[] = [];
  for (const item of items) {
    const { origin } = item.manifest;
    try {
      const step = purgeItem(system, item, all, now);
      if (step === 'remove') removed.push(origin);
      else if (step === 'mark') marked.push(origin);
    } catch (error) {
      if (!isStackError(error)) throw error;
      stayed.push({ path: origin, reason: error.message });
    }
  }
  return { removed, marked, kept: items.length - removed.length - marked.length - stayed.length, stayed };
}

function purgeItem({ files }: System, { folder, manifest }: QuarantineItem, all: boolean, now: Moment): Judgement {
  const step = all ? 'remove' : judgeAge(manifest.quarantined, manifest.ttlDays, manifest.expiredSeen, now);
  if (step === 'remove') files.removeTree(folder);
  if (step === 'mark') files.write(join(folder, manifestName), renderManifest({ ...manifest, expiredSeen: now }));
  return step;
}
