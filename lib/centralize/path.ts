import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { removeBlocks } from './apply';
import { renderPath } from './path-lines';
import { pathPlaces } from './path-places';

export interface PathReport {
  readonly bin: string;
  /** Files that put it first; none where there are no tools of ours to call. */
  readonly files: readonly string[];
}

/** Puts our bin folder first on the user's PATH, in a block of its own in each profile, or takes the block away when it is not in use. */
export function applyPath(system: System, paths: OwnedPaths, inUse: boolean): PathReport {
  const { bin } = paths;
  if (system.machine.os === 'win32') return { bin, files: [] };
  const places = pathPlaces(system, paths);
  if (!inUse) {
    removeBlocks(system, places);
    return { bin, files: [] };
  }
  for (const { block, syntax } of places) system.environment.writeBlock(block, renderPath(bin, syntax));
  return { bin, files: places.map(({ block }) => block.path) };
}
