import { cargoScheme } from './cargo';
import { pep440Scheme } from './pep440';
import type { VersionScheme } from './scheme';
import { semverScheme } from './semver';

export { isPlainRange } from './plain';
export type { VersionRange, VersionScheme } from './scheme';
export { isSameVersion } from './same-version';
export { cargoScheme, pep440Scheme, semverScheme };

const schemes: Readonly<Record<VersionScheme['name'], VersionScheme>> = {
  semver: semverScheme,
  cargo: cargoScheme,
  pep440: pep440Scheme,
};

export function schemeOf(name: VersionScheme['name']): VersionScheme {
  return schemes[name];
}
