import type { PinFacts } from './compare';
import { loadManagers } from './load-managers';
import { readKeptLock } from './kept-lock';
import { lockPath } from './lock-file';
import type { ManagerWorld } from './manager';

export interface PinPlace {
  readonly facts: PinFacts;
  readonly lockFile: string;
}

/** What config, lock and package managers say; the context of a task is a world. @throws `lockDamaged` (PIN020, 502). */
export function readPinFacts(world: ManagerWorld, load: (path: string) => unknown): PinPlace {
  const { system, paths, config } = world;
  const lockFile = lockPath(system, paths);
  const managers = loadManagers(system, load);
  return { lockFile, facts: { world, config, lock: readKeptLock({ system, managers, config }, lockFile), managers } };
}

/** Pins that no listed tool has: nothing installs them. */
export function orphanPins({ tools, pins }: PinFacts['config']): readonly string[] {
  return Object.entries(pins).flatMap(([name, pinned]) => {
    const listed = new Set(tools[name]);
    return Object.keys(pinned)
      .filter((tool) => !listed.has(tool))
      .map((tool) => `pins.${name}.${tool} pins a tool that tools.${name} does not list: nothing installs it`);
  });
}
