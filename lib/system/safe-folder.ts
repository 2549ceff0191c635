import { unsafeFolder } from './faults';
import type { System } from './port';

/**
 * Makes a folder of ours (0700) or refuses one that others could change: we act on what lies in it.
 * @throws `unsafeFolder` (SYS007, 506) for a link, or a folder writable by group or others.
 */
export function ensureSafeFolder({ files, machine }: System, path: string): void {
  const entry = files.stat(path);
  if (entry === undefined) {
    files.makeFolder(path, 0o700);
    return;
  }
  if (entry.kind !== 'folder')
    throw unsafeFolder({ path, reason: entry.kind === 'link' ? 'it is a link' : 'it is no folder' });
  // On Windows the mode is made up, and a folder below the profile is its user's alone.
  if (machine.os !== 'win32' && (entry.mode & 0o022) !== 0)
    throw unsafeFolder({ path, reason: 'others may write into it' });
}
