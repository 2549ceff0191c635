import type { LogSink } from './sink';

/** A sink that keeps back what may wait. */
export interface LogBuffer extends LogSink {
  /** Hands on what was kept back. */
  flush(): void;
}

/** Characters that are kept back at most. */
const most = 16 * 1024;

/**
 * One write for the lines of a task that takes no time: a line that may wait goes with the one that says how the task ended, and at the latest
 * when the code that wrote it lets go of the event loop. So what is missing after a SIGKILL are lines of tasks that had not ended, written in
 * the very stretch of code that was cut off.
 */
export function createBuffer(sink: LogSink): LogBuffer {
  let kept = '';
  let isAwaited = false;
  let isClosed = false;
  const flush = (): void => {
    if (kept === '') return;
    const lines = kept;
    kept = '';
    sink.write(lines);
  };
  const onLetGo = (): void => {
    isAwaited = false;
    flush();
  };
  return {
    write: (lines, mayWait = false) => {
      kept += lines;
      // Nobody comes by any more to fetch what is written after the end.
      if (!mayWait || isClosed || kept.length >= most) flush();
      else if (!isAwaited) {
        isAwaited = true;
        void Promise.resolve().then(onLetGo);
      }
    },
    flush,
    close: () => {
      isClosed = true;
      flush();
      sink.close();
    },
  };
}
