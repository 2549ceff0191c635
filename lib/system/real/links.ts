import { readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from '../../kernel/errno';
import { changing, reading } from '../errno';
import { fileMissing, unwritable, wrongKind } from '../faults';
import type { Links } from '../ports/links';
import { look } from './look';
import { rename } from './rename';
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
      assertMade(path);
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
        rename(temporary, path);
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

/** A layer over a file system may say yes to a link and make none; whoever believes it loses what the link was to stand for. */
function assertMade(path: string): void {
  if (look(path)?.isSymbolicLink() !== true) throw unwritable({ path, reason: 'the file system made no link' });
}

function assertLink(path: string): void {
  const entry = look(path);
  if (entry === undefined) throw fileMissing({ path });
  if (!entry.isSymbolicLink()) throw wrongKind({ path, expected: 'a link' });
}
