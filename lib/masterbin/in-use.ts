import { readManifest } from './manifest';
import { listPrograms, loadSources } from './list-programs';
import type { MasterbinFacts } from './survey';

/** True when there are wrappers, or tools that the next rebuild makes wrappers for: then the bin folder belongs on the PATH. */
export function isInUse({ system, config, paths, load }: MasterbinFacts): boolean {
  if (readManifest(system.files, paths.bin).files.size > 0) return true;
  const known = loadSources(system.files, load);
  return listPrograms({ system, paths }, known, config.masterbin.sources).candidates.length > 0;
}
