import { dirname, join } from 'node:path';
import { ifPossible } from './errno';
import { inFolder } from './in-folder';
import type { System } from './port';

/** How the names of files and folders end that are only on their way to or from their real name. */
export const temporaryMark = '.clistack-tmp';

/** A name beside `path` for what is on its way; it says which process is at work. `random`: 24 hexadecimal digits. */
export function temporaryBeside(path: string, pid: number, random: string): string {
  const folder = dirname(path);
  const name = path.slice(inFolder(folder, '').length);
  // A letter of four bytes is not cut: half of one is no UTF-8.
  const begin = name.slice(0, isHalf(name.charCodeAt(19)) ? 19 : 20);
  return inFolder(folder, `.${begin}.${pid}-${random}${temporaryMark}`);
}

/** The first half of a letter that takes two places in a text. */
function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** Whose temporaries a sweep may take: those of dead processes, or all, because the caller holds the lock of every writer of the folder. */
export type SweptWriters = 'dead' | 'all';

/**
 * Removes what a killed writer left in a folder under a temporary name. Answers the paths. What cannot be looked at or removed is left for the
 * next sweep: clearing up is no reason not to work, least of all to undo.
 */
export function sweepTemporaries(
  { files, processes }: Pick<System, 'files' | 'processes'>,
  folder: string,
  writers: SweptWriters,
): readonly string[] {
  const listed = ifPossible(() =>
    files.stat(folder)?.kind === 'folder' ? files.list(folder, { onlyUtf8: true }) : [],
  );
  const left = (listed ?? [])
    .filter(({ name }) => name.endsWith(temporaryMark))
    .filter(({ name }) => writers === 'all' || !processes.isAlive(pidOf(name)));
  return left.flatMap(({ name, kind }) => {
    const path = join(folder, name);
    const removed = ifPossible(() => {
      if (kind === 'folder') files.removeTree(path);
      else files.remove(path);
      return path;
    });
    return removed ?? [];
  });
}

function pidOf(name: string): number {
  const [, pid] = /\.(\d+)-[0-9a-f]{24}\.clistack-tmp$/.exec(name) ?? [];
  return pid === undefined ? 0 : Number(pid);
}
