import { pep440Scheme } from './pep440';
import type { VersionScheme } from './scheme';
import { semverScheme } from './semver';

export { isPlainRange } from './plain';
export type { VersionRange, VersionScheme } from './scheme';
export { pep440Scheme, semverScheme };

export function schemeOf(name: VersionScheme['name']): VersionScheme {
  return name === 'semver' ? semverScheme : pep440Scheme;
}
