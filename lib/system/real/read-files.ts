import { lstatSync, readdirSync, readFileSync, realpathSync, statfsSync, type BigIntStats, type Dirent } from 'node:fs';
import { errnoOf, reading } from '../errno';
import { byName } from '../names';
import { unreadable } from '../faults';
import type { Entry, FileReader, NamedEntry } from '../ports/files';

/** The reading half of the files port over node:fs. */
export const realReader: FileReader = {
  stat: (path) => {
    try {
      const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      return stats === undefined ? undefined : entryOf(stats);
    } catch (error) {
      // A file in the middle of the path: there is nothing at its end.
      if (errnoOf(error) === 'ENOTDIR') return undefined;
      return reading(path, () => {
        throw error;
      });
    }
  },
  read: (path) => reading(path, () => readFileSync(path)),
  list: (folder) =>
    reading(folder, () => readdirSync(folder, { withFileTypes: true }))
      .map((entry) => nameOf(folder, entry))
      .sort(byName),
  realPath: (path) => {
    try {
      return realpathSync(path);
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errnoOf(error) ?? '')) return undefined;
      return reading(path, () => {
        throw error;
      });
    }
  },
  freeBytes: (path) => {
    const { bavail, bsize } = reading(path, () => statfsSync(path));
    return bavail * bsize;
  },
};

export function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): Entry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

function nameOf(folder: string, entry: Dirent): NamedEntry {
  // A name that is not UTF-8 decodes to U+FFFD and cannot be opened again: say so rather than lose the file.
  if (entry.name.includes('\uFFFD')) throw unreadable({ path: folder, reason: 'it holds a name that is not UTF-8' });
  return { name: entry.name, kind: kindOf(entry) };
}

function entryOf(stats: BigIntStats): Entry {
  const kind = kindOf(stats);
  return {
    kind,
    size: kind === 'folder' ? 0 : Number(stats.size),
    mode: Number(stats.mode & 0o7777n),
    mtimeMs: Number(stats.mtimeNs) / 1e6,
    dev: String(stats.dev),
    ino: String(stats.ino),
  };
}
