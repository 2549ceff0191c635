import type { CheckFacts } from '../../../lib/health/check';
import type { MemorySystem } from '../../../lib/system/memory';
import type { System } from '../../../lib/system/port';
import { makeWorld, type WorldOptions } from '../config/world';

/** What a check may look at, on a machine in memory. */
export function factsOf(
  options: WorldOptions = {},
  over: Partial<CheckFacts> = {},
): CheckFacts & { readonly system: MemorySystem } {
  const { system, config, paths } = makeWorld(options);
  const signal = new AbortController().signal;
  return { config, paths, runId: 'now', signal, fresh: false, dryRun: false, load: require, ...over, system };
}

/** The same machine with the folders on volumes of their own. */
export function onVolumes(facts: CheckFacts, volumes: Readonly<Record<string, string>>): CheckFacts {
  const { files } = facts.system;
  const stat: System['files']['stat'] = (path) => {
    const entry = files.stat(path);
    const [, dev = '1'] =
      Object.entries(volumes).find(([folder]) => path === folder || path.startsWith(`${folder}/`)) ?? [];
    return entry === undefined ? undefined : { ...entry, dev };
  };
  return { ...facts, system: { ...facts.system, files: { ...files, stat } } };
}
