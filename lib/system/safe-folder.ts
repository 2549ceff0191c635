import { dirname } from 'node:path';
import { unsafeFolder } from './faults';
import type { System } from './port';

/**
 * Makes a folder in the state folder (0700) or refuses one that others could change, itself or by what they make of the state folder: we act on
 * what lies in it.
 * @throws `unsafeFolder` (SYS007, 506) for a link, or a folder that belongs to somebody else or is writable by group or others.
 */
export function ensureSafeFolder(system: Pick<System, 'files' | 'machine'>, path: string): void {
  demandSafe(system, path);
  demandSafe(system, dirname(path));
  if (system.files.stat(path) === undefined) system.files.makeFolder(path, 0o700);
}

/**
 * For whoever reads what lies in a folder: nothing to be read is no answer where something else is in its place.
 * @throws `unsafeFolder` (SYS007, 506); not where there is none.
 */
export function demandSafe(system: Pick<System, 'files' | 'machine'>, path: string): void {
  const reason = whyUnsafe(system, path);
  if (reason !== undefined) throw unsafeFolder({ path, reason });
}

/** What speaks against acting on what lies in a folder; undefined for a safe one, and where there is none. */
export function whyUnsafe({ files, machine }: Pick<System, 'files' | 'machine'>, path: string): string | undefined {
  // A container, or sudo, where root works in the home of somebody else, who may change all in it in any case.
  const isLentHome = (owner: number): boolean => machine.uid === 0 && files.stat(machine.home)?.uid === owner;
  const entry = files.stat(path);
  if (entry === undefined) return undefined;
  if (entry.kind !== 'folder') return entry.kind === 'link' ? 'it is a link' : 'it is no folder';
  // On Windows mode and owner are made up, and a folder below the profile is its user's alone.
  if (machine.os === 'win32') return undefined;
  // Root can change everything anyway.
  if (entry.uid !== machine.uid && entry.uid !== 0 && !isLentHome(entry.uid)) return 'it belongs to another user';
  return (entry.mode & 0o022) === 0 ? undefined : 'others may write into it';
}
