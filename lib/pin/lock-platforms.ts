import type { System } from '../system/port';
import { fileDigest, treeIntegrity } from './lock-integrity';
import type { LockedTool, PinsLock } from './lock-file';
import type { LockedPackage, Manager, PlacedPackage } from './manager';

/** Whose lock it is: this machine's platform, and the managers, which know whether trees differ by platform. */
export interface LockPlace {
  readonly system: System;
  readonly managers: readonly Manager[];
}

/** Where an entry was locked before entries said so. */
const unknown = 'unknown';

/** As npm and Node name it: `linux-x64`. */
export function platformOf({ machine }: Pick<System, 'machine'>): string {
  return `${machine.os}-${machine.arch}`;
}

/** The lock as this platform sees it: each tool with the packages that it needs here. */
export function narrowLock(place: LockPlace, lock: PinsLock): PinsLock {
  return { ...lock, tools: lock.tools.map((entry) => narrowEntry(place, entry)) };
}

function narrowEntry(place: LockPlace, entry: LockedTool): LockedTool {
  // Of a manager that is not known here nothing can be written anew.
  if (renderOf(place, entry) === undefined || entry.packages.every(({ platforms }) => platforms === undefined))
    return entry;
  return rebuild(place, entry, packagesOn(entry, platformOf(place.system)));
}

/** What a platform needs that nobody locked is likely what one of the same system needs, or where that is not there either the first one. */
function packagesOn({ platforms = [], packages }: LockedTool, wanted: string): readonly LockedPackage[] {
  const [os = ''] = wanted.split('-');
  const on = platforms.includes(wanted)
    ? wanted
    : (platforms.find((name) => name.startsWith(`${os}-`)) ??
      platforms.find((name) => name === unknown) ??
      platforms[0]);
  return packages.flatMap(({ platforms: placed, ...one }) =>
    placed === undefined || (on !== undefined && placed.includes(on)) ? [one] : [],
  );
}

/** Sets of other platforms that go, because the tool moved to another version here. */
export interface LeftPlatforms {
  readonly manager: string;
  readonly tool: string;
  readonly platforms: readonly string[];
}

/**
 * A lock of this platform with what the lock before holds for the others: of a tool in the same version each platform keeps its packages.
 * @param lock as this platform sees it.
 */
export function widenLock(
  place: LockPlace,
  lock: PinsLock,
  before: PinsLock | undefined,
): { readonly lock: PinsLock; readonly left: readonly LeftPlatforms[] } {
  const here = platformOf(place.system);
  const left: LeftPlatforms[] = [];
  const tools = lock.tools.map((entry) => {
    const { manager, tool } = entry;
    if (renderOf(place, entry) === undefined) return entry;
    const old = before?.tools.find((one) => one.manager === manager && one.tool === tool);
    if (old === undefined) return { ...entry, platforms: [here] };
    if (old.resolved === entry.resolved) return mergeEntry(place, entry, old);
    const gone = (old.platforms ?? []).filter((name) => name !== here);
    if (gone.length > 0) left.push({ manager, tool, platforms: gone });
    return { ...entry, platforms: [here] };
  });
  return { lock: { ...lock, tools }, left };
}

function mergeEntry(place: LockPlace, entry: LockedTool, old: LockedTool): LockedTool {
  const { wanted, date, source, provenance } = entry;
  const said = { wanted, date, source, provenance };
  // A platform that needs what was locked already adds nothing.
  if (narrowEntry(place, old).integrity === entry.integrity) return { ...old, ...said };
  const here = platformOf(place.system);
  const others = (old.platforms ?? [unknown]).filter((name) => name !== here);
  const sets = [...others, here].sort();
  const placed: { one: LockedPackage; on: string[] }[] = [];
  for (const platform of sets)
    for (const one of platform === here ? entry.packages : packagesOn({ ...old, platforms: others }, platform)) {
      const known = placed.find(
        ({ one: { key, version, integrity } }) =>
          key === one.key && version === one.version && meet(integrity, one.integrity),
      );
      if (known === undefined) placed.push({ one, on: [platform] });
      else {
        known.on.push(platform);
        known.one = { ...known.one, integrity: [...new Set([...known.one.integrity, ...one.integrity])].sort() };
      }
    }
  const packages = placed
    .map(({ one, on }): PlacedPackage => (on.length === sets.length ? one : { ...one, platforms: on }))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const merged = { ...rebuild(place, { ...old, ...said }, packages), platforms: sets };
  return merged.integrity === old.integrity ? { ...old, ...said, date: old.date } : merged;
}

function meet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.length === 0 ? true : a.some((hash) => b.includes(hash));
}

function sortKey({ key, version, platforms = [] }: PlacedPackage): string {
  return [key, version, ...platforms].join('\u0000');
}

/** The entry of these packages in the place of its own. */
function rebuild(place: LockPlace, entry: LockedTool, packages: readonly PlacedPackage[]): LockedTool {
  const { system } = place;
  const text = renderOf(place, entry)?.(packages) ?? entry.file.lines.join('\n');
  const file = { sha256: fileDigest(system, text), lines: text.split('\n') };
  return { ...entry, packages, integrity: treeIntegrity(system, packages), file };
}

function renderOf({ managers }: LockPlace, { manager }: LockedTool): Manager['renderTree'] {
  return managers.find(({ name }) => name === manager)?.renderTree;
}
