import { dirname, join } from 'node:path';
import type { StackError } from '../kernel/fault';
import { foldedName } from '../kernel/folded-name';
import { locatePointer, syntaxError, userConfigFile, type OwnedPaths } from '../config';
import type { System } from '../system/port';
import { lockDamaged } from './faults';
import { fileDigest, treeIntegrity } from './lock-integrity';
import type { LockedPackage, LockedTree, PlacedPackage } from './manager';

/** One tool of `pins.lock.json`. */
export interface LockedTool {
  readonly manager: string;
  readonly tool: string;
  /** The pin at the time of locking; null for a free tool. */
  readonly wanted: string | null;
  readonly resolved: string;
  /** Over key, name, version and hashes of every package: two trees with the same integrity are the same bytes. */
  readonly integrity: string;
  /** Where the tool itself was found; null where the manager does not say. */
  readonly source: string | null;
  /** When it was resolved, ISO. */
  readonly date: string;
  /** Address of the registry's attestation; null where there is none. */
  readonly provenance: string | null;
  /** Where the packages differ by platform, those on which they were looked up: `linux-x64`. Absent where one tree is for all, and in locks of before. */
  readonly platforms?: readonly string[];
  readonly packages: readonly PlacedPackage[];
  /** The manager's own lock, by lines, and what keeps it from being changed alone. */
  readonly file: { readonly sha256: string; readonly lines: readonly string[] };
}

/** `pins.lock.json`, sorted by manager and tool. */
export interface PinsLock {
  /** Where editors find the schema, if the user noted it. */
  readonly $schema?: string;
  readonly version: 1;
  readonly tools: readonly LockedTool[];
}

export const lockName = 'pins.lock.json';

/** Beside the config in use; with the shipped default, where the user's own config would lie. */
export function lockPath(system: System, { configFile, shippedConfig }: OwnedPaths): string {
  return join(dirname(shippedConfig ? userConfigFile(system) : configFile), lockName);
}

/**
 * The lock, checked down to its hashes; undefined where there is none.
 * @throws `lockDamaged` (PIN020, 502): such a file is kept and nothing is installed by it.
 */
export function readPinsLock(system: System, path: string): PinsLock | undefined {
  const { files } = system;
  if (files.stat(path) === undefined) return undefined;
  const text = files.readText(path);
  const damaged = ({ reason, pointer = '', ...place }: LockFlaw): StackError =>
    lockDamaged({ path, folder: dirname(path), reason, ...locatePointer(text, pointer, false), ...place });
  const value = parseLock(text);
  if ('reason' in value) throw damaged(value);
  const named = new Set<string>();
  for (const [index, entry] of value.tools.entries()) {
    const flaw = flawOfEntry(system, entry, named);
    if (flaw !== undefined) throw damaged({ reason: flaw.reason, pointer: `/tools/${index}/${flaw.pointer}` });
    named.add(nameOf(entry));
  }
  return value;
}

/** What is wrong with a lock, and where. */
interface LockFlaw {
  readonly reason: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
}

function nameOf({ manager, tool }: LockedTool): string {
  return `${manager}:${tool}`;
}

/** @param named what stands before it. */
function flawOfEntry(
  system: System,
  entry: LockedTool,
  named: ReadonlySet<string>,
): Required<Pick<LockFlaw, 'reason' | 'pointer'>> | undefined {
  const name = nameOf(entry);
  if (named.has(name)) return { reason: `${name} stands in it twice`, pointer: 'tool' };
  // The hashes are those of the packages: which of them is the tool, and in which version, nothing else says.
  if (!entry.packages.some((one) => isTool(one, entry.tool, entry.resolved)))
    return { reason: `the packages of ${name} are not those of ${entry.resolved}`, pointer: 'resolved' };
  if (treeIntegrity(system, entry.packages) !== entry.integrity)
    return { reason: `the packages of ${name} do not have the integrity that it names`, pointer: 'integrity' };
  if (fileDigest(system, entry.file.lines.join('\n')) !== entry.file.sha256)
    return { reason: `the lines of ${name} do not have the sha256 that it names`, pointer: 'file/sha256' };
  return undefined;
}

export function toLockedTool(
  system: System,
  manager: string,
  wanted: string | undefined,
  tree: LockedTree,
): LockedTool {
  const { tool, version, packages, file, provenance = null } = tree;
  return {
    manager,
    tool,
    wanted: wanted ?? null,
    resolved: version,
    integrity: treeIntegrity(system, packages),
    source: packages.find((one) => isTool(one, tool, version))?.source ?? null,
    date: new Date(system.clock.now()).toISOString(),
    provenance,
    packages,
    file: { sha256: fileDigest(system, file), lines: file.split('\n') },
  };
}

/** Managers of Python write their names in one spelling, people in all of them. */
function isTool({ name, version }: LockedPackage, tool: string, wanted: string): boolean {
  return foldedName(name) === foldedName(tool) && version === wanted;
}

/** What `install` takes. */
export function toLockedTree({ tool, resolved, packages, file, provenance }: LockedTool): LockedTree {
  return {
    tool,
    version: resolved,
    packages,
    file: file.lines.join('\n'),
    ...(provenance === null ? {} : { provenance }),
  };
}

/**
 * Sorted, with the dates of entries that say what they said before. Where a tool was found and who attests it is no news, unless nobody knew:
 * of one version neither is forgotten because nobody could be asked.
 */
export function composeLock(entries: readonly LockedTool[], old: PinsLock | undefined): PinsLock {
  const tools = entries
    .map((entry) => {
      const before = old?.tools.find(({ manager, tool }) => manager === entry.manager && tool === entry.tool);
      if (before === undefined) return entry;
      if (!isSameEntry(before, entry)) return learn(entry, before);
      return learn({ ...before, source: before.source ?? entry.source }, entry);
    })
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return { version: 1, tools };
}

/** An entry with the attestation that another one of the same version knows of. */
export function learn(entry: LockedTool, { resolved, provenance }: LockedTool): LockedTool {
  return entry.provenance === null && entry.resolved === resolved ? { ...entry, provenance } : entry;
}

/** True when nothing but the date differs. A registry that moved is no news either: the hashes say what is installed. */
export function isSameEntry(a: LockedTool, b: LockedTool): boolean {
  return a.wanted === b.wanted && a.resolved === b.resolved && a.integrity === b.integrity;
}

function sortKey({ manager, tool }: LockedTool): string {
  return `${manager}\u0000${tool}`;
}

/** The lock, or what is wrong with it. */
function parseLock(text: string): PinsLock | LockFlaw {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { message, ...place } = syntaxError(text) ?? { message: 'it cannot be read' };
    return { reason: `it is no JSON: ${message}`, ...place };
  }
  if (typeof value !== 'object' || value === null || !('tools' in value) || !Array.isArray(value.tools))
    return { reason: 'it has no list of tools', pointer: '/tools' };
  if (!('version' in value) || value.version !== 1)
    return { reason: 'its format is another than version 1', pointer: '/version' };
  const wrong = value.tools.findIndex((entry: unknown) => !isLockedTool(entry));
  if (wrong !== -1) return { reason: `entry ${wrong + 1} is not one of a lock`, pointer: `/tools/${wrong}` };
  // Every entry was looked at.
  const tools = value.tools as readonly LockedTool[];
  const schema = '$schema' in value && typeof value.$schema === 'string' ? { $schema: value.$schema } : {};
  return { ...schema, version: 1, tools };
}

function isLockedTool(value: unknown): value is LockedTool {
  if (typeof value !== 'object' || value === null) return false;
  // Read field by field below; nothing is taken on trust.
  const { manager, tool, wanted, resolved, integrity, date, platforms, packages, file } = value as Partial<LockedTool>;
  const texts = [manager, tool, resolved, integrity, date].every((text) => typeof text === 'string');
  const wantedFits = wanted === null || typeof wanted === 'string';
  const fileFits = typeof file === 'object' && typeof file.sha256 === 'string' && Array.isArray(file.lines);
  return (
    texts && wantedFits && fileFits && areNames(platforms) && Array.isArray(packages) && packages.every(isLockedPackage)
  );
}

function areNames(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((name) => typeof name === 'string'));
}

function isLockedPackage(value: unknown): value is PlacedPackage {
  if (typeof value !== 'object' || value === null) return false;
  const { key, name, version, integrity, platforms } = value as Partial<PlacedPackage>;
  const texts = [key, name, version].every((text) => typeof text === 'string');
  return texts && Array.isArray(integrity) && areNames(platforms);
}
