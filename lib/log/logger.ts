/** Least to most talkative. */
export type LogLevel = 'error' | 'warn' | 'info' | 'verbose' | 'debug';

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
 * What a task says on its way. A line is handed to the kernel before the call returns, passes the redactor, and never throws:
 * a full disk degrades to stderr with one warning.
 */
export interface Logger {
  error(msg: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(msg: string, fields?: Readonly<Record<string, unknown>>): void;
  info(msg: string, fields?: Readonly<Record<string, unknown>>): void;
  verbose(msg: string, fields?: Readonly<Record<string, unknown>>): void;
  debug(msg: string, fields?: Readonly<Record<string, unknown>>): void;
}
