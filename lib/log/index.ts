export { createBuffer } from './buffer';
export { createLogs, type Logger, type LogRecord } from './logger';
export { createRedactor, type Redactor } from './redactor';
export type { LogSink } from './sink';
export { createDailyFile } from './sinks/daily-file';
