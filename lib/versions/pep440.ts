import { refusesBy } from './refuses';
import { compareReleases, isRelease } from './release';
import { compareUnread, shapeAround, type VersionRange, type VersionScheme } from './scheme';

/** Versions of Python packages (PEP 440). Its ranges are read, and those of npm that name release numbers: `~0.12`, `^1.2`, `1.x`, `*`. */
export const pep440Scheme: VersionScheme = {
  name: 'pep440',
  normalise: (text) => (isRelease(text) ? text : (library().clean(text) ?? undefined)),
  compare: (a, b) => {
    const quick = compareReleases(a, b);
    if (quick !== undefined) return quick;
    const [left, right] = [pep440Scheme.normalise(a), pep440Scheme.normalise(b)];
    return left === undefined || right === undefined
      ? compareUnread(left, right, a, b)
      : library().compare(left, right);
  },
  isPrerelease: (version) => library().explain(version)?.is_prerelease === true,
  major: (version) => library().explain(version)?.release[0],
  range: (text) => {
    if (isRelease(text)) return exactly(text);
    const { clean, satisfies, validRange } = library();
    const trimmed = text.trim();
    if (trimmed === '') return undefined;
    const exact = clean(trimmed.replace(/^==\s*(?!.*[*,])/, '')) ?? undefined;
    const specifier = exact === undefined ? (fromNpm(trimmed) ?? trimmed) : `==${exact}`;
    if (!validRange(specifier)) return undefined;
    const namesPrerelease = versionsIn(specifier).some(pep440Scheme.isPrerelease);
    const covers = (version: string): boolean =>
      pep440Scheme.normalise(version) !== undefined && satisfies(version, specifier, { prereleases: true });
    // The library lets every prerelease in; pip does so only where the specifier names one.
    const includes = (version: string): boolean =>
      (namesPrerelease || !pep440Scheme.isPrerelease(version)) && covers(version);
    return {
      text,
      exact,
      specifier,
      includes,
      covers,
      refuses: refusesBy({ scheme: pep440Scheme, releaseOf, named: versionsIn(specifier), covers }),
      // Between two prereleases of one release the library finds nothing, and pip does.
      isEmpty: () =>
        exact === undefined && (namesPrerelease ? boundsCross(specifier) : !lowestVersions(specifier).some(includes)),
      isAbove: (version) =>
        lowerBounds(specifier).some((bound) => pep440Scheme.compare(version, bound) < 0) &&
        !satisfies(version, specifier, { prereleases: true }),
      around: (version) => shapeAround(text, exact !== undefined, version),
    };
  },
};

function exactly(exact: string): VersionRange {
  const isVersion = (version: string): boolean => pep440Scheme.normalise(version) !== undefined;
  // A local build of a version is that version, as pip sees it.
  const base = (version: string): string => version.replace(/\+.*$/, '');
  const includes = (version: string): boolean => isVersion(version) && pep440Scheme.compare(base(version), exact) === 0;
  return {
    text: exact,
    exact,
    specifier: `==${exact}`,
    includes,
    covers: includes,
    refuses: refusesBy({ scheme: pep440Scheme, releaseOf, named: [], covers: includes }),
    isEmpty: () => false,
    isAbove: (version) => isVersion(version) && pep440Scheme.compare(base(version), exact) < 0,
    around: (version) => version,
  };
}

/** Loaded when the first version is read: most runs read none. */
function library(): typeof import('@renovatebot/pep440') {
  return require('@renovatebot/pep440') as typeof import('@renovatebot/pep440');
}

/** 2.0 of 2.0rc1.post1, and 2.0.post1 of 2.0.post1.dev1. */
function releaseOf(prerelease: string): string {
  const [version = ''] = (pep440Scheme.normalise(prerelease) ?? '').split('+');
  return version.replace(/(?:(?:a|b|rc)\d+.*|\.dev\d+)$/, '');
}

/** A range as npm users write it, as a PEP 440 specifier; undefined for everything else. */
function fromNpm(text: string): string | undefined {
  if (/^[*xX]$/.test(text)) return '>=0';
  const [, wild] = /^(\d+(?:\.\d+)*)\.[*xX]$/.exec(text) ?? [];
  if (wild !== undefined) return `==${wild}.*`;
  const [, operator, version = ''] = /^([~^])\s*(\d+(?:\.\d+)*)$/.exec(text) ?? [];
  if (operator === undefined) return undefined;
  const numbers = version.split('.').map(Number);
  const firstNonZero = numbers.findIndex((number) => number > 0);
  const fixed =
    operator === '~'
      ? Math.min(1, numbers.length - 1)
      : firstNonZero === -1
        ? numbers.length - 1
        : Math.min(firstNonZero, numbers.length - 1);
  const above = [...numbers.slice(0, fixed), (numbers[fixed] ?? 0) + 1].join('.');
  return `>=${version},<${above}`;
}

/** What `>=1.2`, `>1.2`, `~=1.2`, `==1.2` and `==1.2.*` begin with. */
function lowerBounds(specifier: string): readonly string[] {
  return specifier.split(',').flatMap((part) => /^\s*(?:>=?|~=|===?)\s*([^\s*]+?)(?:\.\*)?\s*$/.exec(part)?.[1] ?? []);
}

/**
 * Versions of which one is in every specifier that has any: the lowest of all, each version that it names, one just above it, and the next
 * one of its series, where `!=1.5.*` ends.
 */
function lowestVersions(specifier: string): readonly string[] {
  const named = versionsIn(specifier).map((version) => version.replace(/\.\*$/, ''));
  const around = named.flatMap((version) => {
    const next = version.replace(/\d+$/, (number) => `${Number(number) + 1}`);
    const release = /^(?:\d+!)?\d+(?:\.\d+)*/.exec(version)?.[0] ?? version;
    return [version, `${release}.0.0.0.0.1`, next];
  });
  return [...around, '0'];
}

/** True when a lower bound is above an upper one. */
function boundsCross(specifier: string): boolean {
  const upper = specifier.split(',').flatMap((part) => /^\s*(?:<=?|==)\s*([^\s*]+)\s*$/.exec(part)?.[1] ?? []);
  return lowerBounds(specifier).some((low) => upper.some((high) => pep440Scheme.compare(low, high) > 0));
}

function versionsIn(specifier: string): readonly string[] {
  return specifier.split(',').map((part) => part.replace(/^\s*(?:===|==|~=|!=|<=|>=|<|>)\s*|\s+$/g, ''));
}
