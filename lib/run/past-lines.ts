import { join } from 'node:path';
import { nameKey } from '../kernel/reference';
import { logLevels, type LogLevel, type LogRecord } from '../log/logger';
import type { System } from '../system/port';

/** Which lines of the log are wanted. */
export interface LineQuery {
  /** A correlation id, or how it begins. */
  readonly run?: string | undefined;
  readonly task?: string | undefined;
  /** The most talkative level. */
  readonly level: LogLevel;
  /** At most so many, the newest ones. */
  readonly limit: number;
}

/** Lines of the JSONL log that fit, oldest first. Lines that are no JSON (cut by a full disk) are left out. */
export function findLines({ files }: System, folder: string, query: LineQuery): readonly LogRecord[] {
  if (files.stat(folder)?.kind !== 'folder') return [];
  const { limit } = query;
  const names = files.list(folder, { onlyUtf8: true }).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  let found: readonly LogRecord[] = [];
  // From the newest file back, until there are enough.
  for (const name of names
    .filter((candidate) => candidate.endsWith('.jsonl'))
    .sort(byDayAndPart)
    .reverse()) {
    const lines = files.read(join(folder, name)).toString('utf8').split('\n');
    const fitting = lines.flatMap((line) => fittingLine(line, query) ?? []);
    found = [...fitting.slice(found.length - limit), ...found];
    if (found.length >= limit) break;
  }
  return found;
}

/** The record that a line of the log holds, when it is one that is asked for. */
export function fittingLine(text: string, { run = '', task, level }: LineQuery): LogRecord | undefined {
  const [line] = parseLine(text);
  if (line === undefined || !line.corr_id.startsWith(run)) return undefined;
  if (task !== undefined && nameKey(line.task) !== nameKey(task)) return undefined;
  return logLevels.indexOf(line.level) <= logLevels.indexOf(level) ? line : undefined;
}

/** `2026-03-01.jsonl` before `2026-03-01.1.jsonl`, and part 2 before part 10. */
export function byDayAndPart(a: string, b: string): number {
  const [dayA = '', partA = '0'] = a.split('.');
  const [dayB = '', partB = '0'] = b.split('.');
  return dayA === dayB ? (Number(partA) || 0) - (Number(partB) || 0) : dayA < dayB ? -1 : 1;
}

function parseLine(text: string): readonly LogRecord[] {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? [value] : [];
  } catch {
    return [];
  }
}

/** The fields asked about are there; what else is in a line of our own logger is as it wrote it. */
function isRecord(value: unknown): value is LogRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { corr_id, task, level }: Partial<LogRecord> = value;
  return typeof corr_id === 'string' && typeof task === 'string' && logLevels.some((known) => known === level);
}
