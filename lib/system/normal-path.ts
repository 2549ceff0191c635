import { normalize, sep } from 'node:path';

/**
 * `normalize` of Node for paths that nearly always are so already: two native searches in the place of a walk over every letter, which a
 * start does for each folder that it knows.
 */
export function normalPath(path: string): string {
  return sep === '/' && path.length > 0 && !path.includes('//') && !path.includes('./') && !path.endsWith('.')
    ? path
    : normalize(path);
}
