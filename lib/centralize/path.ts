import { userConfigFile, type OwnedPaths } from '../config';
import type { StackError } from '../kernel/fault';
import { pathEntries } from '../system/path-entries';
import type { System } from '../system/port';
import { removeBlocks } from './apply';
import { noPathEntry } from './faults';
import { renderPath } from './path-lines';
import { pathPlaces } from './path-places';
import { unknownShells } from './shell-profiles';

export interface PathReport {
  readonly bin: string;
  /** Files that put it first; none where there are no tools of ours to call. */
  readonly files: readonly string[];
  /** Shells of this user whose startup files we do not know, and files that cannot be written because something else is there. */
  readonly left: readonly { readonly what: string; readonly reason: string }[];
}

/**
 * Puts our bin folder first on the user's PATH, in a block of its own in each profile, or takes the block away when it is not in use.
 * @throws `noPathEntry` (CEN001, 502).
 */
export function applyPath(system: System, paths: OwnedPaths, inUse: boolean): PathReport {
  const { bin } = paths;
  if (system.machine.os === 'win32') return { bin, files: [], left: [] };
  const { places, barred } = pathPlaces(system, paths);
  const refusal = inUse ? refuseEntry(system, paths) : undefined;
  if (!inUse || refusal !== undefined) {
    removeBlocks(system, places);
    if (refusal !== undefined) throw refusal;
    return { bin, files: [], left: [] };
  }
  for (const { block, syntax } of places) system.environment.writeBlock(block, renderPath(bin, syntax));
  const left = [
    ...barred.map((what) => ({ what, reason: 'it is no file that can be written' })),
    ...unknownShells({ system, paths }).map((what) => ({ what, reason: 'we do not know its startup files' })),
  ];
  return { bin, files: places.map(({ block }) => block.path), left };
}

/** Why our bin folder cannot stand on the PATH: what ends an entry there is no part of one. A home may have it in its name. */
export function refuseEntry(system: System, paths: OwnedPaths): StackError | undefined {
  const { bin } = paths;
  const separator = system.machine.pathSeparator;
  if (!bin.includes(separator)) return undefined;
  const configFile = paths.shippedConfig ? userConfigFile(system) : paths.configFile;
  return noPathEntry({ bin, separator, configFile });
}

/** The files that some shell of this user reads, by what they say of our bin folder. */
export interface PathLook {
  /** With the lines that we would write today. */
  readonly written: readonly string[];
  /** With other lines of ours: those of a folder that `masterbin.dir` named before. */
  readonly stale: readonly string[];
  /** With none. */
  readonly missing: readonly string[];
}

/** Whether new shells find our bin folder by what we wrote. Reads only. */
export function lookAtPath(system: System, paths: OwnedPaths): PathLook {
  const look = { written: [] as string[], stale: [] as string[], missing: [] as string[] };
  if (system.machine.os === 'win32') return look;
  for (const { block, syntax } of pathPlaces(system, paths).places) {
    const lines = system.environment.readBlock(block);
    const kind = lines === undefined ? 'missing' : lines === renderPath(paths.bin, syntax) ? 'written' : 'stale';
    look[kind].push(block.path);
  }
  return look;
}

/** True when new shells find our bin folder, by what we wrote or as the user puts it on the PATH; and on Windows, where we do not write it. */
export function isOnPath(system: System, paths: OwnedPaths): boolean {
  return (
    system.machine.os === 'win32' ||
    pathEntries(system).includes(paths.bin) ||
    lookAtPath(system, paths).written.length > 0
  );
}
