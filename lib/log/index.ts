export { createBuffer } from './buffer';
export { createLogs, keepsLevel, type Logger, type LogLevel, type LogRecord, type Logs } from './logger';
export { createRedactor, type Redactor } from './redactor';
export type { LogSink } from './sink';
export { createDailyFile } from './sinks/daily-file';
