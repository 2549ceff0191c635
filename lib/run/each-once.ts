import { normalPath } from '../system/normal-path';
import { withoutEnd } from '../system/path-entries';

/**
 * Folders, without those that are listed again later: listed twice, it is one folder, and its last place counts.
 * @lazy
 */
export function eachOnce(folders: readonly string[]): readonly string[] {
  return folders
    .map((folder) => withoutEnd(normalPath(folder)))
    .filter((folder, index, all) => all.lastIndexOf(folder) === index);
}
