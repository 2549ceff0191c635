import { join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { isFile, usedShells } from './shell-profiles';
import { scopeFiles, type ScopeFile } from './scope';

const blockId = 'path';

export interface PathPlaces {
  readonly places: readonly ScopeFile[];
  /** Files that a shell of this user would need, and that something else is in the place of. */
  readonly barred: readonly string[];
}

/**
 * Files that give shells and programs of this user their PATH: the same as for variables, and a new one for each shell that reads none of
 * them. Without it nothing that we install could be called by name there.
 */
export function pathPlaces(system: System, paths: OwnedPaths): PathPlaces {
  const { files } = system;
  const present = scopeFiles(system, paths).map((place) => ({ ...place, block: { ...place.block, id: blockId } }));
  const made = new Map<string, ScopeFile>();
  const barred = new Set<string>();
  for (const { folders, syntax, needs } of usedShells({ system, paths })) {
    const [folder = system.machine.home] = folders;
    for (const group of needs) {
      if (group.some((name) => isFile(files, join(folder, name)))) continue;
      const path = join(folder, group.at(-1) ?? '');
      if (files.stat(path) !== undefined) barred.add(path);
      else made.set(path, { block: { path, id: blockId }, syntax, ours: false });
    }
  }
  return { places: [...present, ...made.values()], barred: [...barred] };
}
