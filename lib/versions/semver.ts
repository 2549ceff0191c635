import { refusesBy } from './refuses';
import { compareReleases, isRelease } from './release';
import { compareUnread, shapeAround, type VersionRange, type VersionScheme } from './scheme';

/** Semantic Versioning 2.0 with the ranges of npm. */
export const semverScheme: VersionScheme = {
  name: 'semver',
  normalise: (text) => (isWhole(text) ? text : (library().valid(text) ?? undefined)),
  compare: (a, b) => {
    const quick = isWhole(a) && isWhole(b) ? compareReleases(a, b) : undefined;
    if (quick !== undefined) return quick;
    const [left, right] = [semverScheme.normalise(a), semverScheme.normalise(b)];
    return left === undefined || right === undefined
      ? compareUnread(left, right, a, b)
      : // Build metadata never orders two versions.
        library().compare(left, right);
  },
  isPrerelease: (version) => (library().prerelease(version) ?? []).length > 0,
  major: (version) => (semverScheme.normalise(version) === undefined ? undefined : library().major(version)),
  range: (text) => {
    if (isWhole(text)) return exactly(text);
    const { valid, validRange, satisfies } = library();
    // An empty text is npm's "any version": nobody who writes it in a pin means that.
    if (text.trim() === '') return undefined;
    const exact = valid(text.trim().replace(/^=+\s*/, '')) ?? undefined;
    const read = exact ?? validRange(text) ?? undefined;
    if (read === undefined) return undefined;
    // The text itself: the bounds of `read` were drawn without prereleases.
    const covers = (version: string): boolean => satisfies(version, exact ?? text, { includePrerelease: true });
    return {
      text,
      exact,
      specifier: exact === undefined ? text.trim() : `=${exact}`,
      includes: (version) => satisfies(version, read),
      covers,
      refuses: refusesBy({ scheme: semverScheme, releaseOf, named: text.match(prereleases) ?? [], covers }),
      isEmpty: () => exact === undefined && isEmptyRange(read),
      isAbove: (version) => valid(version) !== null && library().ltr(version, read),
      around: (version) => shapeAround(text, exact !== undefined, version),
    };
  },
};

/** Each part between `||` on its own: `minVersion` of all of them only looks at the part with the lowest bound. */
function isEmptyRange(read: string): boolean {
  const { minVersion, Range } = library();
  const parts = new Range(read).set.map((part) => part.map(({ value }) => value).join(' '));
  return parts.every((part) => minVersion(part) === null);
}

/** As a range names them; npm draws bounds of its own with a prerelease that nobody wrote. */
const prereleases = /\d+\.\d+\.\d+-[\w.-]+/g;

function releaseOf(prerelease: string): string {
  return prerelease.replace(/[-+].*$/, '');
}

/** Three numbers and nothing else. */
function isWhole(text: string): boolean {
  return isRelease(text) && text.split('.').length === 3;
}

function exactly(exact: string): VersionRange {
  const isVersion = (version: string): boolean => semverScheme.normalise(version) !== undefined;
  const includes = (version: string): boolean => isVersion(version) && semverScheme.compare(version, exact) === 0;
  return {
    text: exact,
    exact,
    specifier: `=${exact}`,
    includes,
    covers: includes,
    refuses: refusesBy({ scheme: semverScheme, releaseOf, named: [], covers: includes }),
    isEmpty: () => false,
    isAbove: (version) => isVersion(version) && semverScheme.compare(version, exact) < 0,
    around: (version) => version,
  };
}

/** Loaded when the first version is read: most runs read none. */
function library(): typeof import('semver') {
  return require('semver') as typeof import('semver');
}
