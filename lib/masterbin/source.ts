import type { OwnedPaths } from '../config';
import type { System } from '../system/port';

/** A program that a source offers. */
export interface Program {
  /** What it is called by. */
  readonly name: string;
  /** Absolute path that is run. Not resolved: programs behind a link may look at the name they were called by. */
  readonly target: string;
  /** The tool it belongs to, or the folder it lies in. */
  readonly owner: string;
}

/** What a source may look at. */
export interface SourceFacts {
  readonly system: Pick<System, 'files' | 'environment' | 'machine'>;
  readonly paths: OwnedPaths;
}

/**
 * A place where tools come from: an entry of `lib/masterbin/sources/`, named after its file and its name in `masterbin.sources`. It reads
 * files only and starts nothing. A place that does not exist has no programs; one that cannot be read throws (506), and then its
 * wrappers stay as they are.
 */
export interface Source {
  readonly name: string;
  readonly list: (facts: SourceFacts) => readonly Program[];
}

export function defineSource(source: Source): Source {
  return source;
}
