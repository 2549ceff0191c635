import {
  closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync, type Stats,
} from 'node:fs'; // prettier-ignore
import { changing } from './errno';
import { kindOfMode } from './mode-kind';
import { openKept } from './open-kept';
import { waitForOthers, writeAll } from './write-all';

/**
 * A file that only grows; every line is handed to the kernel before `append` returns. Errors are Node's own errno errors: EBADF of one that was
 * closed, whose number may be that of a file of somebody else by then, and ENOENT of one that was removed meanwhile, whose lines nobody would find.
 */
export interface AppendFile {
  /** Bytes in it when it was opened. */
  readonly sizeAtOpening: number;
  /** Bytes in the file now, other writers included. */
  size(): number;
  /** False where it was removed, and whatever is written is lost. */
  isThere(): boolean;
  /** Looks first whether the file is still there and its last line whole. Returns the number of bytes. */
  append(text: string): number;
  /** The same without that look, which takes longer than the write: for a file that was looked at a moment ago. */
  appendUnseen(text: string): number;
  sync(): void;
  /** Takes back what a failed `append` has written of its text: for a file that nobody else writes. */
  cutTo(size: number): void;
  /** Idempotent. */
  close(): void;
}

/** The number of no file: whatever is done with it is EBADF. */
const closedFd = 0x7fff_ffff;

/**
 * Opens for appending, making the file with `mode`; of an existing one none is made where it is gone. A pipe needs a reader (ENXIO). Lines of
 * several processes do not mix: each is one write at the end.
 */
export function openAppendFile(path: string, mode: number | 'existing'): AppendFile {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = constants;
  // A pipe that nobody reads is ENXIO: without the last one it would be waited for, and a signal would not end that. Windows has none.
  const flags = O_WRONLY | O_APPEND | O_NONBLOCK;
  let fd = mode === 'existing' ? openKept(path, flags, 0) : openKept(path, flags | O_CREAT, mode);
  const stats = fstatSync(fd);
  const isFile = kindOfMode(stats.mode) === 'file';
  /** Where the last line ends that is known to be whole. */
  let wholeUpTo = 0;
  // Some file systems of users never say how many names a file has.
  const isGone = ({ nlink }: Stats): boolean => isFile && nlink === 0 && stats.nlink > 0;
  const lookAtFile = (): Stats => {
    const now = fstatSync(fd);
    if (isGone(now)) throw removed(path);
    return now;
  };
  /** A disk that was full for another writer, or a kill, may have cut its last line: ours would be lost with it. */
  const isCut = (now: Stats): boolean => isFile && now.size !== wholeUpTo && staysCut(fd, path, now);
  return {
    sizeAtOpening: stats.size,
    size: () => fstatSync(fd).size,
    isThere: () => !isGone(fstatSync(fd)),
    append: (line) => {
      const now = lookAtFile();
      const bytes = writeAll(fd, isCut(now) ? `\n${line}` : line);
      wholeUpTo = now.size + bytes;
      return bytes;
    },
    appendUnseen: (line) => {
      const bytes = writeAll(fd, line);
      wholeUpTo += bytes;
      return bytes;
    },
    sync: () => {
      lookAtFile();
      fsyncSync(fd);
    },
    cutTo: (size) => {
      ftruncateSync(fd, size);
      wholeUpTo = size;
    },
    close: () => {
      if (fd !== closedFd) closeSync(fd);
      fd = closedFd;
    },
  };
}

function removed(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path} was removed while it was open`), { code: 'ENOENT' });
}

/**
 * Whether the end of the last line is missing for good. A file grows page by page while a line is written to it, and whoever looks meanwhile
 * sees a part of that line.
 */
function staysCut(fd: number, path: string, seen: Stats): boolean {
  let size = -1;
  let now = seen;
  for (let unchanged = 0; unchanged < 5;) {
    if (endsWithLine(path, now)) return false;
    unchanged = now.size === size ? unchanged + 1 : 0;
    size = now.size;
    // Writes nothing, but after the line that is being written: most file systems let one writer in at a time.
    writeSync(fd, '');
    // An overlay does not.
    if (unchanged > 0) waitForOthers();
    now = fstatSync(fd);
  }
  return true;
}

function endsWithLine(path: string, { size }: Stats): boolean {
  if (size === 0) return true;
  try {
    const reader = openSync(path, 'r');
    try {
      const last = new Uint8Array(1);
      return readSync(reader, last, 0, 1, size - 1) === 0 || last[0] === 10;
    } finally {
      closeSync(reader);
    }
  } catch {
    // Nobody may read it.
    return true;
  }
}

/** Adds text to a file that belongs to someone else, such as the step summary of a CI runner. Throws our faults. */
export function appendText(path: string, text: string): void {
  changing(path, () => {
    const file = openAppendFile(path, 0o644);
    file.append(text);
    file.close();
  });
}
