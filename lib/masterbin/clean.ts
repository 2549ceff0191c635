import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { compareBin, type KeptFile } from './difference';
import { readManifest } from './manifest';
import { applyDifference } from './rebuild';

export interface CleanReport {
  readonly bin: string;
  readonly removed: readonly string[];
  /** Edited since: they stay. */
  readonly kept: readonly KeptFile[];
}

/** Removes our wrappers that are as we made them, and the folder when nothing is left in it. */
export function clean(system: System, { bin }: Pick<OwnedPaths, 'bin'>): CleanReport {
  const manifest = readManifest(system.files, bin);
  const difference = compareBin(system, bin, [], manifest, () => false);
  applyDifference(system, bin, manifest, difference);
  const { files } = system;
  if (files.stat(bin)?.kind === 'folder' && files.list(bin).length === 0) files.remove(bin);
  return { bin, removed: difference.removed, kept: difference.kept };
}
