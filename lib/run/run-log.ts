import {
  keepsLevel,
  createBuffer,
  createDailyFile,
  createLogs,
  type Logger,
  type LogLevel,
  type LogRecord,
  type Logs,
  type LogSink,
  type Redactor,
} from '../log';
import type { LoadedConfig } from '../config';
import type { System } from '../system/port';
import { writeErr } from '../system/terminal';
import { pruneRunRecords } from './run-record';

export interface RunLog {
  readonly redactor: Redactor;
  readonly forTask: (task: string) => Logger;
  /** See `Logs.event`. */
  readonly event: Logs['event'];
  /** False when a line of a task's own life of that level would go nowhere. */
  readonly tells: (level: LogLevel) => boolean;
  /** Why the files did not take all lines, if they did not. */
  readonly lost: () => string | undefined;
  close(): void;
}

export interface RunLogOptions {
  readonly system: System;
  readonly loaded: LoadedConfig;
  readonly corrId: string;
  readonly redactor: Redactor;
  /** A dry run writes no log. */
  readonly dryRun: boolean;
  readonly startMs: number;
  readonly debug: boolean;
  readonly onRecord: (record: LogRecord) => void;
  readonly listens: (level: LogLevel, isEvent: boolean) => boolean;
}

const nowhere: LogSink = { write: () => undefined, close: () => undefined };

/** The log of one run: redactor first, then the files. */
export function openRunLog(options: RunLogOptions): RunLog {
  const { system, loaded, corrId, redactor, dryRun, startMs, debug, onRecord, listens } = options;
  const { keepDays, maxMegabytes, level } = loaded.config.logs;
  const rules = { folder: loaded.paths.logs, keepDays, maxBytes: maxMegabytes * 1024 * 1024 };
  let lost: string | undefined;
  let isClosed = false;
  const degrade = (reason: string): ((line: string) => void) => {
    lost = reason;
    writeErr(`warning: the log cannot be written (${reason}); its lines follow here\n`);
    return writeErr;
  };
  // The first line of a day is also the day's turn to sweep.
  const onNewFile = (): void => {
    pruneRunRecords(system, loaded.paths.runs, keepDays);
  };
  const sink = createBuffer(dryRun ? nowhere : createDailyFile({ system, rules, degrade, onNewFile }));
  const { forTask, event } = createLogs({
    sink,
    level: debug ? 'debug' : level,
    facts: { host: system.machine.host, username: system.machine.username, corr_id: corrId },
    now: () => system.clock.now(),
    elapsed: () => system.clock.monotonic() - startMs,
    redact: redactor.value,
    isClean: redactor.isClean,
    onRecord: (record) => {
      // What a task has left running may go on, and speaks to nobody then.
      if (!isClosed) onRecord(record);
    },
    listens,
  });
  // Its start, its own words and its end: a task is asked for again and again, and then the next one.
  let last: { readonly task: string; readonly logger: Logger } | undefined;
  return {
    redactor,
    event,
    forTask: (task) => {
      if (last?.task !== task) last = { task, logger: forTask(task) };
      return last.logger;
    },
    tells: (at) => keepsLevel(debug ? 'debug' : level, at) || listens(at, true),
    lost: () => {
      sink.flush();
      return lost;
    },
    close: () => {
      isClosed = true;
      sink.close();
    },
  };
}
