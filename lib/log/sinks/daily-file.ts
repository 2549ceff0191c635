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

/**
 * The JSONL files, written synchronously with O_APPEND: a line is with the kernel before the call returns, so a process that ends at once
 * loses none, and lines of several processes do not mix. Nothing is opened before the first line.
 */
export function createDailyFile({ system, rules, degrade, onNewFile }: DailyFileOptions): LogSink {
  const { files, clock } = system;
  const limit = partBytes(rules);
  let open: { readonly file: AppendFile; readonly day: number; readonly part: number; bytes: number } | undefined;
  let fallback: ((line: string) => void) | undefined;
  let isClosed = false;

  const openPart = (day: number, date: string, part: number, isThere: boolean): NonNullable<typeof open> => {
    const name = logFileName(date, part);
    const path = inFolder(rules.folder, name);
    const isNew = !isThere && files.stat(path) === undefined;
    const file = openIn(rules.folder, path);
    if (isNew) sweep(date, name);
    return { file, day, part, bytes: file.sizeAtOpening };
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
  const current = (): NonNullable<typeof open> => {
    const now = clock.now();
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
    const place = current();
    try {
      place.bytes += place.file.append(line);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      // Another process made room, and took this file away.
      close();
      const next = current();
      next.bytes += next.file.append(line);
    }
  };
  return {
    write: (line) => {
      if (fallback === undefined) {
        try {
          append(line);
          // Written after the end: nobody comes by any more to close it.
          if (isClosed) close();
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
      close();
    },
  };
}
