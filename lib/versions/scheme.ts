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
  /** As `includes`, and with every prerelease between its bounds. */
  covers(version: string): boolean;
  /**
   * As `covers`, and with the prereleases of each release in it: what is refused is refused before it is released, too. Of a release of which
   * the range names a prerelease, its bounds are taken as they are written.
   */
  refuses(version: string): boolean;
  /** True when no version can be in it: `>2 <1`. */
  isEmpty(): boolean;
  /** True when every version of the range is newer. */
  isAbove(version: string): boolean;
  /**
   * A range of the same shape around another version: `^1.2` around 2.3.4 is `^2.3.4`, `1.x` is `2.x`, an exact one stays exact. Undefined where
   * there is none, as for `>=1 <2`.
   */
  around(version: string): string | undefined;
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

/** What `around` keeps: `^`, `~`, how many numbers a range names, and the wildcard after them. Undefined for every other shape. */
export function shapeAround(text: string, isExact: boolean, version: string): string | undefined {
  if (isExact) return version;
  const [, sign] = /^([~^])\s*[\w.+-]+$/.exec(text.trim()) ?? [];
  if (sign !== undefined) return `${sign}${version}`;
  const [, operator = '', named = '', wild = ''] =
    /^(~=|={0,3})\s*(\d+(?:\.\d+)*)((?:\.[*xX])*)$/.exec(text.trim()) ?? [];
  const [release] = /^\d+(?:\.\d+)*(?!\d*!)/.exec(version) ?? [];
  if (named === '' || release === undefined) return undefined;
  const numbers = release.split('.');
  const kept = named.split('.').map((_, at) => numbers[at] ?? '0');
  return `${operator}${kept.join('.')}${wild}`;
}
