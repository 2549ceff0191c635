import { expandHome, type Config, type OwnedPaths } from '../config';
import type { System } from '../system/port';

/** Folders named in `masterbin.sources` that are not there, as they are written: they offer nothing, which may be a mistake in the name. */
export function absentFolders(
  { files }: Pick<System, 'files'>,
  { masterbin: { sources } }: Pick<Config, 'masterbin'>,
  { home }: Pick<OwnedPaths, 'home'>,
): readonly string[] {
  return sources.filter((source) => {
    if (!/[\\/]/.test(source)) return false;
    const real = files.realPath(expandHome(source, home));
    return real === undefined || files.stat(real)?.kind !== 'folder';
  });
}
