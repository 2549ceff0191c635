import type { VersionScheme } from './scheme';

/** True when two texts name one version: 1.0 and 1.0.0 of Python, v1.0.0 and 1.0.0+build of npm. */
export function isSameVersion({ compare }: Pick<VersionScheme, 'compare'>, a: string, b: string): boolean {
  // Most are spelled alike, and no library is opened for those.
  return a === b || compare(a, b) === 0;
}
