import type { System } from '../../system/port';
import { hashContent } from './folder-content';

/** The content of a file or folder, and what its entry looked like when it was read. */
export interface Print {
  readonly sha256: string;
  readonly size: number;
  readonly mtimeMs: number;
  /** The time that nobody can set back. */
  readonly ctimeMs: number;
  readonly ino: string;
  readonly dev: string;
  /** Wall clock of the reading. */
  readonly at: number;
}

export type Prints = Readonly<Record<string, Print>>;

/** A file that was changed so shortly before it was read may have been changed again without a new time. */
const racyMs = 2000;

/**
 * What lies at a path, behind a link too: the code reads what it leads to. Undefined for nothing. A file whose entry looks as it did when its
 * content was read is not read again: only then, and when that was not right after its last change.
 */
export function takePrint(system: System, named: string, known: Print | undefined): Print | undefined {
  const { files, hash, clock } = system;
  const isLink = files.stat(named)?.kind === 'link';
  // One that leads nowhere is what it says.
  const path = (isLink ? files.realPath(named) : undefined) ?? named;
  const entry = files.stat(path);
  if (entry === undefined) return undefined;
  const { size, mtimeMs, ino, dev } = entry;
  // Of a link that leads nowhere there is none, and none is asked for.
  const { ctimeMs = 0 } = files.stamp(path) ?? {};
  const isKnown =
    known !== undefined &&
    entry.kind === 'file' &&
    known.size === size &&
    known.mtimeMs === mtimeMs &&
    known.ctimeMs === ctimeMs &&
    known.ino === ino &&
    known.dev === dev &&
    known.at - ctimeMs > racyMs;
  if (isKnown) return known;
  const sha256 =
    entry.kind === 'file' ? hash.file(path) : entry.kind === 'folder' ? hashContent(system, path) : hash.tree(path);
  return { sha256, size, mtimeMs, ctimeMs, ino, dev, at: clock.now() };
}
