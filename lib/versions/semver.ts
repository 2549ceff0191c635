import { compareUnread, shapeAround, type VersionScheme } from './scheme';

/** Semantic Versioning 2.0 with the ranges of npm; cargo writes the same versions. */
export const semverScheme: VersionScheme = {
  name: 'semver',
  normalise: (text) => library().valid(text) ?? undefined,
  compare: (a, b) => {
    const [left, right] = [semverScheme.normalise(a), semverScheme.normalise(b)];
    return left === undefined || right === undefined
      ? compareUnread(left, right, a, b)
      : // Build metadata never orders two versions.
        library().compare(left, right);
  },
  isPrerelease: (version) => (library().prerelease(version) ?? []).length > 0,
  major: (version) => (semverScheme.normalise(version) === undefined ? undefined : library().major(version)),
  range: (text) => {
    const { valid, validRange, satisfies } = library();
    // An empty text is npm's "any version": nobody who writes it in a pin means that.
    if (text.trim() === '') return undefined;
    const exact = valid(text.trim().replace(/^=+\s*/, '')) ?? undefined;
    const read = exact ?? validRange(text) ?? undefined;
    if (read === undefined) return undefined;
    return {
      text,
      exact,
      specifier: exact === undefined ? text.trim() : `=${exact}`,
      includes: (version) => satisfies(version, read),
      isAbove: (version) => valid(version) !== null && library().ltr(version, read),
      around: (version) => shapeAround(text, exact !== undefined, version),
    };
  },
};

/** Loaded when the first version is read: most runs read none. */
function library(): typeof import('semver') {
  return require('semver') as typeof import('semver');
}
