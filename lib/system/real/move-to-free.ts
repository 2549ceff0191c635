import { linkSync, lstatSync, unlinkSync } from 'node:fs';
import { errnoOf } from '../../kernel/errno';
import { fileExists } from '../faults';
import { look } from './look';
import { rename } from './rename';

/** File systems without hard links, and ones that let nobody link what is not his. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EACCES'];

/**
 * Moves within a volume to a place where nothing is, and replaces nothing that comes there in the same moment: a rename onto a file does, onto
 * a folder with something in it it fails by itself. Where there are no hard links the last look is right before it.
 * @throws `fileExists` (SYS002, 506), and what the file system says.
 */
export function moveToFree(from: string, to: string): void {
  if (hasNames(from) && link(from, to)) {
    try {
      unlinkSync(from);
    } catch (error) {
      unlinkSync(to);
      throw error;
    }
    return;
  }
  if (look(to) !== undefined) throw fileExists({ path: to });
  rename(from, to);
}

/** A second name, where nothing has it. False where the file system gives none. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (!noLinks.includes(errnoOf(error) ?? '')) throw error;
    return false;
  }
}

/** True for what can have two names. On macOS a link would become a name of what it leads to. */
function hasNames(path: string): boolean {
  if (process.platform === 'win32') return false;
  const entry = lstatSync(path);
  return entry.isFile() || (entry.isSymbolicLink() && process.platform === 'linux');
}
