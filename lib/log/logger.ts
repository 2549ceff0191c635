import { isoTime } from '../system/iso-time';
import { factsText, plainLine } from './plain-line';
import type { LogSink } from './sink';

/** Least to most talkative. */
export const logLevels = ['error', 'warn', 'info', 'verbose', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export type LogFields = Readonly<Record<string, unknown>>;

/** One line of the JSONL log; further fields are free. */
export interface LogRecord {
  readonly ts: string;
  readonly task: string;
  readonly level: LogLevel;
  readonly msg: string;
  readonly elapsed_ms: number;
  readonly host: string;
  readonly username: string;
  readonly corr_id: string;
  readonly [field: string]: unknown;
}

/**
 * What a task says on its way. A line passes the redactor and never throws: a full disk degrades to stderr with one warning. A warning or an
 * error is handed to the kernel before the call returns, every other line at the latest when the task ends or waits for something.
 */
export interface Logger {
  error(msg: string, fields?: LogFields): void;
  warn(msg: string, fields?: LogFields): void;
  info(msg: string, fields?: LogFields): void;
  verbose(msg: string, fields?: LogFields): void;
  debug(msg: string, fields?: LogFields): void;
}

export interface LogOptions {
  readonly sink: LogSink;
  readonly level: LogLevel;
  readonly facts: Pick<LogRecord, 'host' | 'username' | 'corr_id'>;
  readonly now: () => number;
  /** Milliseconds since the start of the run. */
  readonly elapsed: () => number;
  readonly redact: (value: unknown) => unknown;
  /** True when there is nothing to redact in a line of JSON. Absent: there always may be. */
  readonly isClean?: (line: string) => boolean;
  /** Sees every record, also those too talkative for the file: the conversation on stderr decides for itself. */
  readonly onRecord: (record: LogRecord) => void;
  /** False for what `onRecord` would do nothing with; what is too talkative for the file then costs nothing. Absent: it listens to all. */
  readonly listens?: (level: LogLevel, isEvent: boolean) => boolean;
}

/** True when a log of this level keeps lines of that one. */
export function keepsLevel(level: LogLevel, line: LogLevel): boolean {
  return ranks[line] <= ranks[level];
}

const ranks: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, verbose: 3, debug: 4 };

/** The loggers of one run. */
export interface Logs {
  /** Names its task in every line. */
  readonly forTask: (task: string) => Logger;
  /**
   * A line of level `info` for the file alone, of parts that stand in JSON as they are: the two lines of a task that takes no time would
   * otherwise cost more than the task. `fields` begins with a comma; an `end` is with the kernel before the call returns. False: somebody
   * else listens or there is something to redact, and the line has to go the way of all others.
   */
  readonly event: (task: string, msg: string, elapsedMs: number, fields: string, isEnd: boolean) => boolean;
}

export function createLogs(options: LogOptions): Logs {
  const { sink, level, facts, now, elapsed, redact, isClean, onRecord, listens } = options;
  const { host, username, corr_id } = facts;
  const sameInAll = factsText(facts);
  const write = (task: string, at: LogLevel, said: unknown, fields: LogFields): void => {
    const isKept = keepsLevel(level, at);
    const event = eventOf(fields);
    const isHeard = listens?.(at, event !== undefined) !== false;
    if (!isKept && !isHeard) return;
    const elapsed_ms = Math.round(elapsed() * 1000) / 1000;
    // A task of a JavaScript file may say anything.
    const msg = typeof said === 'string' ? said : textOf(said);
    const own: LogRecord = { ts: isoTime(now()), task, level: at, msg, elapsed_ms, host, username, corr_id };
    // What went wrong is with the kernel before anything else happens, and so is the end of a task with all that it said before.
    const mayWait = at !== 'error' && at !== 'warn' && event !== 'finished';
    const plain = isHeard || isClean === undefined ? undefined : plainLine(own, sameInAll, fields, isOurs);
    if (plain !== undefined && isClean?.(plain) === true) {
      sink.write(`${plain}\n`, mayWait);
      return;
    }
    const record = withFields(own, fields, redact);
    onRecord(record);
    if (isKept) sink.write(`${stringify(record)}\n`, mayWait);
  };
  const isEventHeard = listens?.('info', true) !== false;
  return {
    event: (task, msg, elapsedMs, fields, isEnd) => {
      if (isEventHeard || isClean === undefined || !keepsLevel(level, 'info')) return false;
      const ms = Math.round(elapsedMs * 1000) / 1000;
      const head = `{"ts":"${isoTime(now())}","task":"${task}","level":"info","msg":"${msg}","elapsed_ms":${ms},`;
      const line = `${head}${sameInAll}${fields}}\n`;
      if (!isClean(line)) return false;
      sink.write(line, !isEnd);
      return true;
    },
    forTask: (task) => ({
      error: (msg, fields = {}) => {
        write(task, 'error', msg, fields);
      },
      warn: (msg, fields = {}) => {
        write(task, 'warn', msg, fields);
      },
      info: (msg, fields = {}) => {
        write(task, 'info', msg, fields);
      },
      verbose: (msg, fields = {}) => {
        write(task, 'verbose', msg, fields);
      },
      debug: (msg, fields = {}) => {
        write(task, 'debug', msg, fields);
      },
    }),
  };
}

function textOf(said: unknown): string {
  try {
    return String(said);
  } catch {
    return 'something that is no text';
  }
}

/** The last one would be no field, but what the record inherits from. */
const ownFields = ['ts', 'task', 'level', 'msg', 'elapsed_ms', 'host', 'username', 'corr_id', '__proto__'];

/** Whatever a task hands over may throw when it is looked at. */
function eventOf(fields: LogFields): unknown {
  try {
    return fields['event'];
  } catch {
    return undefined;
  }
}

function isOurs(key: string): boolean {
  return ownFields.includes(key);
}

/** The record with the task's words and fields, redacted; the facts of our own are no secret. Fields that throw when they are looked at are left out: the task's own words still count. */
function withFields(own: LogRecord, fields: LogFields, redact: (value: unknown) => unknown): LogRecord {
  const record: LogRecord = { ...own, msg: String(redact(own.msg)) };
  try {
    // Own ones first, for their order: no field of a task takes the place of ours.
    const more: Record<string, unknown> = {};
    for (const key of Object.keys(fields)) if (!isOurs(key)) more[key] = fields[key];
    const safe = redact(more);
    if (typeof safe === 'object' && safe !== null) return { ...record, ...safe };
  } catch {
    // Answered below, as for fields that the redactor could not look at.
  }
  return { ...record, fields: 'cannot be looked at' };
}

function stringify(record: LogRecord): string {
  try {
    return JSON.stringify(record);
  } catch {
    // Something circular, a bigint, or a toJSON that throws.
    const { ts, task, level, msg, elapsed_ms, host, username, corr_id } = record;
    return JSON.stringify({ ts, task, level, msg, elapsed_ms, host, username, corr_id, fields: 'not serialisable' });
  }
}
