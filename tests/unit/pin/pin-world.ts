import { readKeptLock } from '../../../lib/pin/kept-lock';
import { lockPath } from '../../../lib/pin/lock-file';
import { syncPins, type SyncReport, type SyncRequest } from '../../../lib/pin/sync';
import type { PinFacts } from '../../../lib/pin';
import { chooseByPolicy } from '../../../lib/update';
import type { Config, OwnedPaths } from '../../../lib/config';
import type { MemorySystem } from '../../../lib/system/memory';
import { makeWorld, userConfig, type WorldOptions } from '../config/world';
import { memoryManager, type MemoryRegistry } from './memory-manager';

export interface PinWorld {
  readonly system: MemorySystem;
  readonly paths: OwnedPaths;
  readonly config: Config;
  readonly lockFile: string;
  /** As it is now, under other tools and pins where they are given. */
  facts(npm?: { readonly tools?: readonly string[]; readonly pins?: Readonly<Record<string, string>> }): PinFacts;
  sync(facts: PinFacts, more?: Partial<SyncRequest>): Promise<SyncReport>;
}

/** A machine in memory whose npm is a registry of the test's. */
export function pinWorld(
  registry: MemoryRegistry,
  files: Readonly<Record<string, string>> = {},
  machine: Pick<WorldOptions, 'os' | 'arch'> = {},
): PinWorld {
  const { system, paths, config } = makeWorld({ config: { version: 1 }, files, ...machine });
  const lockFile = lockPath(system, paths);
  const manager = memoryManager(registry);
  const signal = new AbortController().signal;
  return {
    system,
    paths,
    config,
    lockFile,
    facts: ({ tools = [...registry.tools.keys()], pins = {} } = {}) => ({
      world: { system, paths, config, signal, dryRun: false },
      managers: [manager],
      config: { ...config, tools: { npm: tools }, pins: { npm: pins } },
      lock: readKeptLock({ system, managers: [manager], config: { tools: { npm: tools } } }, lockFile),
    }),
    sync: (facts, more = {}) =>
      syncPins({
        facts,
        lockFile,
        choose: chooseByPolicy(config.update, system.clock.now()),
        only: undefined,
        prune: false,
        pace: { timeoutMs: 1000, progress: () => undefined },
        ...more,
      }),
  };
}

export { userConfig };
