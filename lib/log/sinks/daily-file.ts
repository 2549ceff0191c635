import { isStackError } from '../../kernel/fault';
import { openAppendFile, type AppendFile } from '../../system/append-file';
import { inFolder } from '../../system/in-folder';
import { isoTime } from '../../system/iso-time';
import { errnoOf, reasonOf } from '../../kernel/errno';
import type { System } from '../../system/port';
import { currentPart, logFileName, partBytes, pruneLogs, type RotationRules } from '../rotation';
import type { LogSink } from '../sink';

export interface DailyFileOptions {
  readonly system: System;
  readonly rules: RotationRules;
  /** Told once, when the disk does not take lines any more; the lines then go where this says. */
  readonly degrade: (reason: string) => (line: string) => void;
  /** Called when a new file was begun. */
  readonly onNewFile: () => void;
}

const dayMs = 86_400_000;

/** Milliseconds that a file is trusted after it was looked at: the looks would take a large run as long as its tasks. */
const trustMs = 20;

interface OpenFile {
  readonly file: AppendFile;
  readonly day: number;
  readonly part: number;
  bytes: number;
  lookedMs: number;
  /** What was written since the file was seen to be there. */
  unseen: string;
}

/**
 * The JSONL files, written synchronously with O_APPEND: a line is with the kernel before the call returns, so a process that ends at once
 * loses none, and lines of several processes do not mix. Nothing is opened before the first line.
 */
export function createDailyFile({ system, rules, degrade, onNewFile }: DailyFileOptions): LogSink {
  const { files, clock } = system;
  const limit = partBytes(rules);
  let open: OpenFile | undefined;
  let fallback: ((line: string) => void) | undefined;
  let isClosed = false;

  const openPart = (day: number, date: string, part: number, isThere: boolean): OpenFile => {
    const name = logFileName(date, part);
    const path = inFolder(rules.folder, name);
    const isNew = !isThere && files.stat(path) === undefined;
    const file = openIn(rules.folder, path);
    if (isNew) sweep(date, name);
    return { file, day, part, bytes: file.sizeAtOpening, lookedMs: Number.NEGATIVE_INFINITY, unseen: '' };
  };
  const openIn = (folder: string, path: string): AppendFile => {
    try {
      return openAppendFile(path, 0o600);
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) throw error;
      // The folder is there but for the first run; what stands in its place is told by name.
      files.makeFolder(folder, 0o700);
      return openAppendFile(path, 0o600);
    }
  };
  const sweep = (date: string, name: string): void => {
    try {
      pruneLogs(files, rules, date, name);
      onNewFile();
    } catch (error) {
      // Old files that cannot be removed are no reason to lose new lines; the next day tries again.
      if (!isStackError(error)) throw error;
    }
  };
  const current = (now: number): OpenFile => {
    // A number, for it is looked at for every line.
    const day = Math.floor(now / dayMs);
    if (open?.day === day && open.bytes < limit) return open;
    const date = isoTime(now).slice(0, 10);
    // Another process may have begun the next part already.
    const known = currentPart(files, rules.folder, date, limit);
    const full = open?.day === day && known.part === open.part;
    open?.file.close();
    open = undefined;
    open = full ? openPart(day, date, known.part + 1, false) : openPart(day, date, known.part, known.isThere);
    if (open.bytes >= limit) {
      open.file.close();
      open = openPart(day, date, open.part + 1, false);
    }
    return open;
  };
  const close = (): void => {
    open?.file.close();
    open = undefined;
  };
  const append = (line: string): void => {
    const now = clock.now();
    const place = current(now);
    // The clock may be set back.
    const isTrusted = Math.abs(now - place.lookedMs) < trustMs;
    try {
      place.bytes += isTrusted ? place.file.appendUnseen(line) : place.file.append(line);
      place.unseen = isTrusted ? place.unseen + line : line;
      if (!isTrusted) place.lookedMs = now;
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      writeElsewhere(place.unseen + line);
    }
  };
  /** Another process made room, and took the file away with what was written since. */
  const writeElsewhere = (lines: string): void => {
    close();
    const place = current(clock.now());
    place.bytes += place.file.append(lines);
  };
  const closeSeen = (): void => {
    const lines = open?.unseen ?? '';
    if (lines !== '' && open?.file.isThere() === false) writeElsewhere(lines);
    close();
  };
  return {
    write: (line) => {
      if (fallback === undefined) {
        try {
          append(line);
          // Written after the end: nobody comes by any more to close it.
          if (isClosed) closeSeen();
          return;
        } catch (error) {
          // A log that cannot be written must not stop the work: the lines go to stderr, and one warning says why.
          fallback = degrade(isStackError(error) ? error.message : reasonOf(error));
        }
      }
      fallback(line);
    },
    close: () => {
      isClosed = true;
      try {
        closeSeen();
      } catch (error) {
        degrade(isStackError(error) ? error.message : reasonOf(error));
      }
    },
  };
}
