import { join } from 'node:path';
import type { System } from '../system/port';
import type { FileChange } from '../system/ports/files';
import type { Manifest, OwnedFile } from './manifest';

/** A file that should be in the bin folder. */
export interface WishedFile extends OwnedFile {
  readonly file: string;
  readonly content: string | Buffer;
}

/** A file that stays as it is because it is not, or no more, as we made it. */
export interface KeptFile {
  readonly file: string;
  readonly path: string;
  readonly why: WhyKept;
}

/** What keeps a file. foreign: never ours, and in the place of a wrapper. The others were ours, and were changed since. */
export const whyKept = {
  edited: 'it was edited',
  foreign: 'it is not one of our wrappers',
  folder: 'it is a folder now',
  link: 'it is a link now',
  other: 'it is no file now',
} as const;

export type WhyKept = keyof typeof whyKept;

export interface Difference {
  readonly changes: readonly FileChange[];
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** What the files that are written over or removed hold now, by hash. */
  readonly replaced: ReadonlyMap<string, string>;
  readonly kept: readonly KeptFile[];
  readonly unchanged: number;
  /** What is ours when the changes are made. */
  readonly after: Manifest;
}

export const wrapperMode = 0o755;

/**
 * What separates the bin folder from what it should hold. Only files that are as we made them are replaced or removed: by the hash in
 * the manifest, or by the one that a rebuild under way noted there.
 * @param stays what is never touched: its command is not given to another program meanwhile either.
 */
export function compareBin(
  { files, hash }: Pick<System, 'files' | 'hash'>,
  bin: string,
  wished: readonly WishedFile[],
  manifest: Manifest,
  stays: (owned: OwnedFile) => boolean,
): Difference {
  const changes: FileChange[] = [];
  const written: string[] = [];
  const removed: string[] = [];
  const replaced = new Map<string, string>();
  const kept: KeptFile[] = [];
  const after = new Map<string, OwnedFile>();
  let unchanged = 0;
  /** absent, as wished (or its hash when it is another file), or something that is no file. */
  const look = (file: string): { readonly sha256: string; readonly mode: number } | 'absent' | 'no file' => {
    const path = join(bin, file);
    const entry = files.stat(path);
    if (entry === undefined) return 'absent';
    return entry.kind === 'file' ? { sha256: hash.file(path), mode: entry.mode } : 'no file';
  };
  const isOurs = (file: string, sha256: string): boolean =>
    manifest.files.get(file)?.sha256 === sha256 || manifest.before.get(file) === sha256;
  const keep = (file: string): void => {
    const known = manifest.files.get(file);
    const path = join(bin, file);
    const kind = files.stat(path)?.kind ?? 'file';
    const changed = kind === 'file' ? 'edited' : kind;
    kept.push({ file, path, why: known === undefined ? 'foreign' : changed });
    // Still on our list: given its old text again, it is ours again.
    if (known !== undefined) after.set(file, known);
  };

  const staying = new Set(
    [...manifest.files]
      .filter(([file, owned]) => stays(owned) && look(file) !== 'absent')
      .map(([, { command }]) => command),
  );
  const wanted = wished.filter(({ command }) => !staying.has(command));
  for (const { file, content, ...owned } of wanted) {
    const now = look(file);
    const isFile = typeof now === 'object';
    if (isFile && now.sha256 === owned.sha256 && now.mode === wrapperMode) {
      unchanged += 1;
      after.set(file, owned);
    } else if (now === 'absent' || (isFile && (now.sha256 === owned.sha256 || isOurs(file, now.sha256)))) {
      changes.push({ kind: 'write', path: join(bin, file), content, mode: wrapperMode });
      written.push(file);
      if (isFile) replaced.set(file, now.sha256);
      after.set(file, owned);
    } else keep(file);
  }
  const names = new Set(wanted.map(({ file }) => file));
  for (const [file, owned] of manifest.files) {
    if (names.has(file)) continue;
    const now = look(file);
    if (now === 'absent') continue;
    if (stays(owned)) after.set(file, owned);
    else if (typeof now === 'object' && isOurs(file, now.sha256)) {
      changes.push({ kind: 'remove', path: join(bin, file) });
      removed.push(file);
      replaced.set(file, now.sha256);
    } else keep(file);
  }
  return { changes, written, removed, replaced, kept, unchanged, after: { files: after, before: new Map() } };
}

/** The list to have on the disk while the changes are made: it knows each file by its old and by its new hash. */
export function manifestUnderWay(manifest: Manifest, { after, removed, replaced }: Difference): Manifest {
  const leaving = removed.flatMap((file) => {
    const owned = manifest.files.get(file);
    return owned === undefined ? [] : [[file, owned] as const];
  });
  return { files: new Map([...after.files, ...leaving]), before: replaced };
}
