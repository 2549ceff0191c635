export { pep440Scheme } from './pep440';
export { semverScheme } from './semver';
export type { VersionRange, VersionScheme } from './scheme';
