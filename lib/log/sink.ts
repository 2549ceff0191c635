/**
 * Where finished log lines go. `write` gets whole lines with their line end, and never throws. A line that `mayWait` is handed on together
 * with the next one that may not.
 */
export interface LogSink {
  write(lines: string, mayWait?: boolean): void;
  close(): void;
}
