import type { Config, OwnedPaths } from '../config';
import type { System } from '../system/port';
import { loadSystemNames } from './denylist';
import { findShimOwners } from './foreign';
import { listPrograms, loadSources, type FoundPrograms } from './list-programs';
import { planCommands, type Command } from './plan';

/** Everything a task of this noun works with. */
export interface MasterbinFacts {
  readonly system: System;
  readonly config: Config;
  readonly paths: OwnedPaths;
  /** Loads an entry of the folder of sources. */
  readonly load: (path: string) => unknown;
}

export interface Survey extends FoundPrograms {
  readonly commands: readonly Command[];
}

/** What the sources offer now, and which program each command should run. Reads only. */
export function survey({ system, config, paths, load }: MasterbinFacts): Survey {
  const { sources, priority, deny } = config.masterbin;
  const found = listPrograms({ system, paths }, loadSources(system.files, load), sources);
  const commands = planCommands({
    candidates: found.candidates,
    sources,
    priority,
    deny,
    system: loadSystemNames(system.files),
    foldsCase: system.machine.os !== 'linux',
    launcherOf: findShimOwners(system, paths.bin),
  });
  return { ...found, commands };
}
