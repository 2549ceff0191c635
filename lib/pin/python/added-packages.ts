import { basename, join } from 'node:path';
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
  const added = there.filter(
    ({ key, version, isEgg }) => isEgg || !isSameVersion(pep440Scheme, versions.get(key) ?? '', version),
  );
  if (added.length === 0) return [];
  const known = new Set([...brings, ...neededBy(system, there, byHand)].filter((key) => !versions.has(key)));
  return added.filter((one) => !known.has(one.key) && !isRecorded(system, there, one)).map(({ key }) => key);
}

/** A wheel may have an egg among its own files. Its list of them is long, so it is read where there is one alone. */
function isRecorded({ files }: System, there: readonly Distribution[], { path, isEgg }: Distribution): boolean {
  if (!isEgg) return false;
  const name = basename(path);
  return there.some((wheel) => {
    if (wheel.isEgg) return false;
    const record = `\n${textAt(files, join(wheel.path, 'RECORD'))}`;
    return record.includes(`\n${name}/`) || record.includes(`\n${name},`);
  });
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
function requiredBy({ files }: System, { path }: Distribution): readonly string[] {
  const [headers = ''] = textAt(files, join(path, 'METADATA')).split(/\r?\n\r?\n/);
  return [...headers.matchAll(/^Requires-Dist:[ \t]*([A-Za-z0-9][\w.-]*)/gim)].map(([, name = '']) => foldedName(name));
}

/** Empty where there is none that can be read. */
function textAt(files: System['files'], path: string): string {
  return readOr(
    () => (files.stat(path) === undefined ? '' : files.readText(path)),
    () => '',
  );
}
