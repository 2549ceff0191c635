import {
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statfsSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { errnoOf } from '../../kernel/errno';
import { reading } from '../errno';
import { hashFile } from './hash-file';
import { kindOfMode } from '../mode-kind';
import { byName } from '../names';
import { unreadable } from '../faults';
import type { Entry, FileReader, NamedEntry } from '../ports/files';

const optional = { throwIfNoEntry: false } as const;

/** The reading half of the files port over node:fs. */
export const realReader: FileReader = {
  stat: (path) => {
    try {
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return undefined;
      const { dev, ino } = Number.isSafeInteger(stats.ino) ? stats : lstatSync(path, { bigint: true });
      return entryOf(stats, String(dev), String(ino));
    } catch (error) {
      // A file in the middle of the path: there is nothing at its end.
      if (errnoOf(error) === 'ENOTDIR') return undefined;
      return reading(path, () => {
        throw error;
      });
    }
  },
  read: (path) => reading(path, () => readFileSync(path)),
  // One call into Node's own code, where a buffer takes a dozen functions.
  readText: (path) => reading(path, () => readFileSync(path, 'utf8')),
  sha256: (path) => reading(path, () => hashFile(path)),
  list: (folder, { onlyUtf8 = false } = {}) =>
    reading(folder, () => readdirSync(folder, { withFileTypes: true }))
      .filter(({ name }) => !onlyUtf8 || !isGarbled(name))
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
  stamp: (path) => {
    try {
      return statSync(path, optional);
    } catch (error) {
      if (['ENOTDIR', 'ELOOP'].includes(errnoOf(error) ?? '')) return undefined;
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

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): Entry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

function nameOf(folder: string, entry: Dirent): NamedEntry {
  // Say so rather than lose the file.
  if (isGarbled(entry.name)) throw unreadable({ path: folder, reason: 'it holds a name that is not UTF-8' });
  return { name: entry.name, kind: kindOf(entry) };
}

/** A name that is not UTF-8 decodes to U+FFFD and cannot be opened again. */
function isGarbled(name: string): boolean {
  return name.includes('\uFFFD');
}

function entryOf(stats: Stats, dev: string, ino: string): Entry {
  const kind = kindOfMode(stats.mode);
  const { size, mode, uid, mtimeMs } = stats;
  const names = kind === 'file' ? stats.nlink : 1;
  return { kind, size: kind === 'folder' ? 0 : size, mode: mode & 0o7777, uid, names, mtimeMs, dev, ino };
}
