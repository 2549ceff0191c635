import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDailyFile, type DailyFileOptions } from '../../lib/log/sinks/daily-file';
import type { LogSink } from '../../lib/log/sink';
import type { System } from '../../lib/system/port';
import { createRealSystem } from '../../lib/system/real';

export interface DailyLog {
  /** The real one, but for its clock. */
  readonly system: System;
  /** What that clock says; at the start of each test again what it began with. */
  nowMs: number;
  /** A folder of each test's own. */
  readonly base: () => string;
  /** Where the files of the log lie, below it. */
  readonly folder: () => string;
  readonly open: (options?: Partial<DailyFileOptions>) => LogSink;
  /** The files of the log, in name order. */
  readonly names: () => readonly string[];
  readonly text: (name: string) => string;
}

/** Files of a log in a real folder, at a time that the test sets. A log that can no longer be written fails the test. */
export function dailyLog(startMs: number): DailyLog {
  const real = createRealSystem();
  let base = '';
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'clistack-')));
    log.nowMs = startMs;
  });
  afterEach(() => {
    rmSync(base, { recursive: true, force: true });
  });
  const folder = (): string => join(base, 'reports', 'logs');
  const log: DailyLog = {
    system: { ...real, clock: { ...real.clock, now: () => log.nowMs } },
    nowMs: startMs,
    base: () => base,
    folder,
    open: (options = {}) =>
      createDailyFile({
        system: log.system,
        rules: { folder: folder(), keepDays: 14, maxBytes: 1e6 },
        degrade: (reason) => {
          throw new Error(`degraded: ${reason}`);
        },
        onNewFile: () => undefined,
        ...options,
      }),
    names: () => readdirSync(folder()).toSorted(),
    text: (name) => readFileSync(join(folder(), name), 'utf8'),
  };
  return log;
}
