import type { System } from '../system/port';
import { fileDigest, treeIntegrity } from './lock-integrity';
import type { LockedTool, PinsLock } from './lock-file';
import type { LockedPackage, Manager, PlacedPackage } from './manager';

/** Whose lock it is: this machine's platform, and the managers, which know whether trees differ by platform. */
export interface LockPlace {
  readonly system: System;
  readonly managers: readonly Manager[];
}

/** What the packages of an entry that named no platforms were kept as once, beside those of others. */
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

/** The platforms on which the packages of an entry were looked up. */
function knownPlatforms({ platforms = [] }: LockedTool): readonly string[] {
  return platforms.filter((name) => name !== unknown);
}

/**
 * A platform that is known has its own packages and never those of another. What one needs that nobody locked is likely what one of the same
 * system needs, or where that is not there either the first one.
 */
function packagesOn(entry: LockedTool, wanted: string): readonly LockedPackage[] {
  const [os = ''] = wanted.split('-');
  const known = knownPlatforms(entry);
  const on = known.includes(wanted) ? wanted : (known.find((name) => name.startsWith(`${os}-`)) ?? known[0] ?? unknown);
  return entry.packages.flatMap(({ platforms: placed, ...one }) =>
    placed === undefined || placed.includes(on) ? [one] : [],
  );
}

/** Packages of others that go, because the tool moved to another version here, or because nobody knows whose they are. */
export interface LeftPlatforms {
  readonly manager: string;
  readonly tool: string;
  /** Empty where they were locked before platforms were noted. */
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
    if (old.resolved === entry.resolved) {
      const merged = mergeEntry(place, entry, old);
      if (old.platforms === undefined && merged.platforms !== undefined) left.push({ manager, tool, platforms: [] });
      return merged;
    }
    const gone = knownPlatforms(old).filter((name) => name !== here);
    if (gone.length > 0) left.push({ manager, tool, platforms: gone });
    return { ...entry, platforms: [here] };
  });
  return { lock: { ...lock, tools }, left };
}

function mergeEntry(place: LockPlace, entry: LockedTool, old: LockedTool): LockedTool {
  const { wanted, date, source, provenance } = entry;
  const said = { wanted, date, source, provenance };
  const known = knownPlatforms(old);
  const sets = new Map(known.map((name) => [name, packagesOn(old, name)]));
  const whole = known.length > 0 && old.platforms?.includes(unknown) === true ? placeSets(place, old, sets) : old;
  // A platform that needs what was locked already adds nothing.
  if (narrowEntry(place, old).integrity === entry.integrity) return { ...whole, ...said };
  return placeSets(place, { ...old, ...said }, sets.set(platformOf(place.system), entry.packages));
}

/** The entry with these packages for each platform. What several have in common, to the hash, stands there once. */
function placeSets(
  place: LockPlace,
  entry: LockedTool,
  sets: ReadonlyMap<string, readonly LockedPackage[]>,
): LockedTool {
  const platforms = [...sets.keys()].sort();
  const placed = new Map<string, { readonly one: LockedPackage; readonly on: string[] }>();
  for (const platform of platforms)
    for (const one of sets.get(platform) ?? []) {
      const id = JSON.stringify([one.key, one.version, one.integrity]);
      const same = placed.get(id) ?? { one, on: [] };
      same.on.push(platform);
      placed.set(id, same);
    }
  const packages = [...placed.values()]
    .map(({ one, on }): PlacedPackage => (on.length === platforms.length ? one : { ...one, platforms: on }))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return { ...rebuild(place, entry, packages), platforms };
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
