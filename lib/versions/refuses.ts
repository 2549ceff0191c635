import type { VersionScheme } from './scheme';

interface Bounds {
  readonly scheme: Pick<VersionScheme, 'isPrerelease' | 'compare'>;
  /** The release that a prerelease leads to. */
  readonly releaseOf: (prerelease: string) => string;
  /** Versions that the range names. */
  readonly named: readonly string[];
  readonly covers: (version: string) => boolean;
}

/** `VersionRange.refuses`, where `covers` is known: by their numbers alone, the prereleases of 2.0.0 lie below `>=2.0.0`. */
export function refusesBy({ scheme, releaseOf, named, covers }: Bounds): (version: string) => boolean {
  const marks = named.filter((version) => scheme.isPrerelease(version)).map(releaseOf);
  return (version) => {
    if (covers(version)) return true;
    if (!scheme.isPrerelease(version)) return false;
    const release = releaseOf(version);
    return covers(release) && !marks.some((mark) => scheme.compare(mark, release) === 0);
  };
}
