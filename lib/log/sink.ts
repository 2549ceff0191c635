/** Where finished log lines go. `write` gets whole lines with their line end, and never throws. */
export interface LogSink {
  write(line: string): void;
  close(): void;
}
