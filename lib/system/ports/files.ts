/** What lies at a path, without following a link at its end. */
export interface Entry {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes; 0 for folders. */
  readonly size: number;
  /** Permission bits only (`0o644`). */
  readonly mode: number;
  /** User id of the owner; 0 on Windows, where owners are no numbers. */
  readonly uid: number;
  /** How many names (hard links) a file has; 1 for anything else. */
  readonly names: number;
  /** Milliseconds since 1970, with fractions. */
  readonly mtimeMs: number;
  /** Volume and inode as decimal strings: inode numbers can exceed 2^53. */
  readonly dev: string;
  readonly ino: string;
}

export interface NamedEntry {
  readonly name: string;
  readonly kind: Entry['kind'];
}

export interface ListOptions {
  /** Leaves out what has a name that is not UTF-8, which otherwise throws: for whoever looks for names of his own alone. */
  readonly onlyUtf8?: boolean;
}

/**
 * Numbers of which one at least is another one after every change of a file's content or owner, of a folder's names, and when something else
 * takes its place. They say nothing else: inodes of Windows are rounded.
 */
export interface Stamp {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  /** Milliseconds since 1970, as a tar file or a package may set them. */
  readonly mtimeMs: number;
  /** When content or inode last changed, in milliseconds since 1970: nothing but the kernel sets it. */
  readonly ctimeMs: number;
}

/**
 * Files and folders, synchronous: small calls are several times faster than promises, and the scheduler may not
 * interleave in the middle of a change. Paths are absolute; a task of a run may also give those that count from its working folder. Reads follow
 * links in the middle of a path, never at its end, except `read`, `readText`, `sha256` and `list`, which look at what a link points to.
 * Every method throws a fault of `lib/system/faults.ts` naming the path (exit 506); `stat` alone answers absence with undefined.
 */
export interface FileReader {
  stat(path: string): Entry | undefined;
  /** Whole content. Throws `fileMissing` when absent. */
  read(path: string): Buffer;
  /** Whole content of a file of UTF-8. Throws as `read` does. */
  readText(path: string): string;
  /** sha256 of the whole content as lower-case hex, however large the file is. Throws as `read` does. */
  sha256(path: string): string;
  /** Entries of one folder, sorted by name. Throws `fileMissing` when the folder is absent. */
  list(folder: string, options?: ListOptions): readonly NamedEntry[];
  /** The path with all links resolved, or undefined when something on the way is missing. */
  realPath(path: string): string | undefined;
  /** What a path leads to, links followed, for telling whether it changed; undefined when there is nothing. */
  stamp(path: string): Stamp | undefined;
  /** Bytes free to this user on the volume of an existing path. */
  freeBytes(path: string): number;
}

export interface WriteOptions {
  /** Default: the mode of the file being replaced, else 0o600. */
  readonly mode?: number;
  /**
   * Default true. False for what a power loss may take, such as the record of a run: the old or the new content in whole also after a kill,
   * but nothing is waited for and nothing read back.
   */
  readonly durable?: boolean;
  /**
   * Default false: of what only we write, the last one of two runs counts. True for what may be the user's: refused where another program has
   * changed what lies at the path since the call.
   */
  readonly guarded?: boolean;
}

export interface MoveOptions {
  /**
   * Default false. True: a link at the destination makes room when all is ready, and stays where the move fails. At every moment one of both is
   * there; but where the file system cannot swap two names a kill may leave the link of a folder beside its place, until the journal puts it back.
   */
  readonly overLink?: boolean;
}

/** One of several changes that are made together. */
export type FileChange = {
  readonly path: string;
  /** What the change was decided by, null for nothing: refused where something else lies there by now. */
  readonly seen?: Entry | null;
} & (
  { readonly kind: 'write'; readonly content: Buffer | string; readonly mode?: number } | { readonly kind: 'remove' }
);

/**
 * Changes. Each is whole or not at all, and never replaces what it was not told to:
 * `write` follows the write protocol (temporary file, fsync, rename, fsync of the folder) and may replace a file, nothing else;
 * `makeFolder` makes one folder and its missing parents (nothing when it is there);
 * `move` refuses an existing destination, other than a link it was told of, and moves over volumes by copy, verify, remove;
 * `remove` removes a file, or an empty folder; `removeTree` removes a folder with all in it, never following links: only for
 * folders of our own making, and it cannot be undone;
 * `changeMany` writes and removes files, each path at most once: every file is prepared and flushed under a temporary name before the first one
 * takes its place, then they do so in the order given, guarded. A wrong kind or a full disk is told before anything changed; a kill leaves each path
 * as it was or as wished. Its flushes of folders are shared, so a thousand small files take seconds and not minutes.
 */
export interface FileWriter {
  write(path: string, content: Buffer | string, options?: WriteOptions): void;
  makeFolder(path: string, mode?: number): void;
  move(from: string, to: string, options?: MoveOptions): void;
  remove(path: string): void;
  removeTree(path: string): void;
  setMode(path: string, mode: number): void;
  changeMany(changes: readonly FileChange[]): void;
}

export type Files = FileReader & FileWriter;
