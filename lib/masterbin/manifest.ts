import { join } from 'node:path';
import type { FileReader } from '../system/ports/files';
import { damagedManifest } from './faults';
import { fieldOf } from './programs-in';

/** A file in the bin folder that we wrote. */
export interface OwnedFile {
  readonly sha256: string;
  readonly command: string;
  readonly source: string;
  readonly target: string;
}

/** What in the bin folder is ours. Maps, for a program may be called as something that every object has: `__proto__`. */
export interface Manifest {
  /** By file name. */
  readonly files: ReadonlyMap<string, OwnedFile>;
  /** Further hashes that a file may have while a rebuild is under way, or since one was killed: what it had before. */
  readonly before: ReadonlyMap<string, string>;
}

/** As it lies on the disk. */
interface WrittenManifest {
  readonly files: Readonly<Record<string, OwnedFile>>;
  readonly before: Readonly<Record<string, string>>;
}

const emptyManifest: Manifest = { files: new Map(), before: new Map() };

export function manifestPath(bin: string): string {
  return join(bin, '.clistack-bin.json');
}

/**
 * The list of what is ours; empty where nothing is.
 * @throws `damagedManifest` (MAS002, 506): never taken for empty, or our own files would be foreign ones.
 */
export function readManifest(files: Pick<FileReader, 'stat' | 'read'>, bin: string): Manifest {
  const path = manifestPath(bin);
  if (files.stat(path) === undefined) return emptyManifest;
  const manifest = parse(files.read(path).toString('utf8'));
  if (!isManifest(manifest)) throw damagedManifest({ path });
  return { files: new Map(Object.entries(manifest.files)), before: new Map(Object.entries(manifest.before)) };
}

/** Stable: names in order, so that the same wrappers give the same text. */
export function renderManifest({ files, before }: Manifest): string {
  const sorted = <T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ version: 1, files: sorted(files), before: sorted(before) }, null, 1)}\n`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller says which file it is.
    return undefined;
  }
}

function isManifest(value: unknown): value is WrittenManifest {
  const files = fieldOf(value, 'files');
  const before = fieldOf(value, 'before');
  if (typeof files !== 'object' || files === null || typeof before !== 'object' || before === null) return false;
  return (
    Object.values(files).every((file) =>
      ['sha256', 'command', 'source', 'target'].every((key) => typeof fieldOf(file, key) === 'string'),
    ) && Object.values(before).every((sha256) => typeof sha256 === 'string')
  );
}
