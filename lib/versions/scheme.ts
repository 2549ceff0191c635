/** What a pin asks for, read once. */
export interface VersionRange {
  /** As the user wrote it. */
  readonly text: string;
  /** The one version it names, normalised; undefined when several may fit. */
  readonly exact: string | undefined;
  /** What the package managers of the family read, without the spellings of others. */
  readonly specifier: string;
  /** A prerelease is only included where the range names one. */
  includes(version: string): boolean;
  /** As `includes`, and with every prerelease between its bounds: what is refused by a range is refused before it is released, too. */
  covers(version: string): boolean;
  /** True when no version can be in it: `>2 <1`. */
  isEmpty(): boolean;
  /** True when every version of the range is newer. */
  isAbove(version: string): boolean;
  /** A range of the same shape around another version: `^1.2` around 2.3.4 is `^2.3.4`, an exact one stays exact. */
  around(version: string): string;
}

/**
 * How one family of package managers writes and orders versions. Versions are texts throughout: `1.10` is not 1.1. Text that is no
 * version is answered with undefined where a value is asked for, and sorts below every version; nothing throws.
 */
export interface VersionScheme {
  readonly name: 'semver' | 'cargo' | 'pep440';
  /** The version in its normal form, or undefined for text that is none. */
  normalise(text: string): string | undefined;
  /** Negative, zero or positive, as in a sort. */
  compare(a: string, b: string): number;
  isPrerelease(version: string): boolean;
  /** The first number of the release; undefined for text that is no version. */
  major(version: string): number | undefined;
  /** Undefined for text that is no range; a tag such as `latest` is none, because it names another version tomorrow. */
  range(text: string): VersionRange | undefined;
}

/** Orders text that is no version below every version, and among itself by code units. */
export function compareUnread(a: string | undefined, b: string | undefined, textA: string, textB: string): number {
  if (a === undefined && b === undefined) return textA < textB ? -1 : textA > textB ? 1 : 0;
  return a === undefined ? -1 : 1;
}

/** `^`, `~`, or nothing for an exact version: what `around` keeps. */
export function shapeAround(text: string, isExact: boolean, version: string): string {
  if (isExact) return version;
  const [, operator] = /^\s*(\^|~(?!=))/.exec(text) ?? [];
  return operator === undefined ? version : `${operator}${version}`;
}
