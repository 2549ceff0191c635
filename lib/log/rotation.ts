import { inFolder } from '../system/in-folder';
import type { Files } from '../system/ports/files';

/** The rules of the rotation: a file a day, another when one is full, none renamed. */
export interface RotationRules {
  readonly folder: string;
  readonly keepDays: number;
  /** All log files together. */
  readonly maxBytes: number;
}

/** Size at which the next part of the day begins. A quarter of the limit, so that pruning keeps most of what is allowed. */
export function partBytes({ maxBytes }: RotationRules): number {
  return Math.max(64 * 1024, Math.floor(maxBytes / 4));
}

/** `2026-03-01.jsonl`, then `2026-03-01.1.jsonl` … : the names that winston-daily-rotate-file gives. */
export function logFileName(day: string, part: number): string {
  return part === 0 ? `${day}.jsonl` : `${day}.${part}.jsonl`;
}

const shape = /^(\d{4}-\d{2}-\d{2})(?:\.(\d+))?\.jsonl$/;

interface LogFile {
  readonly name: string;
  readonly day: string;
  readonly part: number;
}

function listLogs(files: Files, folder: string): readonly LogFile[] {
  return files
    .list(folder, { onlyUtf8: true })
    .flatMap(({ name }): readonly LogFile[] => {
      const match = shape.exec(name);
      return match?.[1] === undefined ? [] : [{ name, day: match[1], part: Number(match[2] ?? 0) }];
    })
    .sort((a, b) => (a.day === b.day ? a.part - b.part : a.day < b.day ? -1 : 1));
}

/** The newest part of a day; the first, and not there, when the day has none yet. The folder is listed only when the first part is full. */
export function currentPart(
  files: Files,
  folder: string,
  day: string,
  limit: number,
): { readonly part: number; readonly isThere: boolean } {
  const first = files.stat(inFolder(folder, logFileName(day, 0)));
  // The first part may be gone already to make room: then the later ones tell.
  if (first !== undefined && first.size < limit) return { part: 0, isThere: true };
  const last =
    files.stat(folder) === undefined ? undefined : listLogs(files, folder).findLast((file) => file.day === day);
  return last === undefined ? { part: 0, isThere: false } : { part: last.part, isThere: true };
}

/** Removes what is too old, then the oldest until the rest fits. The file in use stays. Two processes may do it at once. */
export function pruneLogs(files: Files, rules: RotationRules, today: string, inUse: string): void {
  const oldest = new Date(Date.parse(today) - rules.keepDays * 86_400_000).toISOString().slice(0, 10);
  const logs = listLogs(files, rules.folder).map((file) => ({ ...file, path: inFolder(rules.folder, file.name) }));
  let total = logs.reduce((sum, { path }) => sum + (files.stat(path)?.size ?? 0), 0);
  for (const { name, day, path } of logs) {
    if (name === inUse || (day >= oldest && total <= rules.maxBytes)) continue;
    const size = files.stat(path)?.size;
    if (size === undefined) continue;
    removeIfThere(files, path);
    total -= size;
  }
}

function removeIfThere(files: Files, path: string): void {
  try {
    files.remove(path);
  } catch (error) {
    // Another process was quicker.
    if (files.stat(path) !== undefined) throw error;
  }
}
