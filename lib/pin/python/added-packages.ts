import { foldedName } from '../../kernel/folded-name';
import type { System } from '../../system/port';
import { isSameVersion, pep440Scheme } from '../../versions';
import type { LockedPackage } from '../manager';
import { readOr } from '../read-or';
import { distributionsIn, type Distribution } from './environment';

/** What lies in an environment without its lock, by folded names. */
export interface KnownPackages {
  /** What the manager puts into an environment by itself. */
  readonly brings: readonly string[];
  /** What the user had the manager put beside the tool. */
  readonly byHand: readonly string[];
}

/**
 * Packages that were added to an environment: its python would find them, and the lock names none of their name and version. What the user added
 * by the manager's own command is his, with all that it asks for.
 */
export function addedPackages(
  system: System,
  environment: string,
  locked: readonly LockedPackage[],
  { brings, byHand }: KnownPackages,
): readonly string[] {
  const versions = new Map(locked.map(({ key, version }) => [key, version]));
  const there = distributionsIn(system, environment);
  const added = there.filter(({ key, version }) => !isSameVersion(pep440Scheme, versions.get(key) ?? '', version));
  if (added.length === 0) return [];
  const known = new Set([...brings, ...neededBy(system, there, byHand)].filter((key) => !versions.has(key)));
  return added.map(({ key }) => key).filter((key) => !known.has(key));
}

/** Packages with all that they ask for in any case: which of it is meant for this machine, only their installer knows. */
function neededBy(system: System, there: readonly Distribution[], keys: readonly string[]): ReadonlySet<string> {
  const needed = new Set(keys);
  for (const key of needed)
    for (const one of there.filter((other) => other.key === key))
      for (const required of requiredBy(system, one)) needed.add(required);
  return needed;
}

/** Names in the headers of its metadata; what stands below the first empty line is its description. */
function requiredBy({ files }: System, { metadata }: Distribution): readonly string[] {
  const text = readOr(
    () => (files.stat(metadata) === undefined ? '' : files.readText(metadata)),
    () => '',
  );
  const [headers = ''] = text.split(/\r?\n\r?\n/);
  return [...headers.matchAll(/^Requires-Dist:[ \t]*([A-Za-z0-9][\w.-]*)/gim)].map(([, name = '']) => foldedName(name));
}
