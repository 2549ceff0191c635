import { readlinkSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { changing, errnoOf, reading } from '../errno';
import { fileMissing, wrongKind } from '../faults';
import type { Links } from '../ports/links';
import { look } from './look';
import { syncFolder, temporaryName } from './write-file';

/** Symbolic links of POSIX systems. */
export const realLinks: Links = {
  read: (path) => {
    try {
      return readlinkSync(path);
    } catch (error) {
      if (['ENOENT', 'EINVAL', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined;
      return reading(path, () => {
        throw error;
      });
    }
  },
  make: (path, target) => {
    changing(path, () => {
      symlinkSync(target, path);
      syncFolder(dirname(path));
    });
  },
  retarget: (path, target) => {
    assertLink(path);
    // A link renamed over a link is one atomic step: no reader ever finds the place empty.
    const temporary = temporaryName(path);
    changing(path, () => {
      symlinkSync(target, temporary);
      try {
        renameSync(temporary, path);
      } catch (error) {
        unlinkSync(temporary);
        throw error;
      }
      syncFolder(dirname(path));
    });
  },
  remove: (path) => {
    assertLink(path);
    changing(path, () => {
      unlinkSync(path);
    });
  },
};

function assertLink(path: string): void {
  const entry = look(path);
  if (entry === undefined) throw fileMissing({ path });
  if (!entry.isSymbolicLink()) throw wrongKind({ path, expected: 'a link' });
}
