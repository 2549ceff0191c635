import { lstatSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';

/**
 * The path itself, or the folder nearest to it that is there: what is to be typed next must not name what nobody can look at. A path that is not
 * absolute, or that leads into what is closed to us, is answered as far as it can be told.
 */
export function existingPart(path: string): string {
  let part = path;
  while (isAbsolute(part) && !isThere(part) && dirname(part) !== part) part = dirname(part);
  return part;
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A file in the middle of the path, or a folder that we may not look into: what is before it tells more.
    return false;
  }
}
