import type { Entry } from './files';

export interface WalkEntry {
  readonly path: string;
  readonly name: string;
  readonly kind: Entry['kind'];
  /** 1 for the direct children of the root. */
  readonly depth: number;
}

export interface WalkOptions {
  /** Asked for every folder before it is opened: false leaves it closed (it is still yielded). */
  readonly enter?: (entry: WalkEntry) => boolean;
  readonly maxDepth?: number;
  /** Told about folders that are closed to us or just vanished; the walk goes on. Trouble of the machine is thrown all the same. */
  readonly onUnreadable?: (path: string, error: unknown) => void;
}

/** One walk over a tree, parents before children, names sorted; links are yielded and never followed. */
export interface Walk {
  (root: string, options?: WalkOptions): Iterable<WalkEntry>;
}
