import type { Stop } from '../kernel/stop';

/**
 * Reads one line of the terminal; the end of the input, and a stop, answer with nothing, and `onNothing` is told. The terminal stays as it is,
 * so that it echoes, deletes and sends Ctrl-C to the run as it does for every program.
 */
export function askLine(stop: Stop, onNothing: () => void): Promise<string> {
  const { createInterface } = require('node:readline') as typeof import('node:readline');
  const reader = createInterface({ input: process.stdin, terminal: false });
  return new Promise((resolve) => {
    const close = (): void => {
      reader.close();
    };
    // What comes first counts: to close it tells of its end, too.
    let answer: string | undefined;
    reader.once('line', (line) => {
      answer = line;
      close();
    });
    reader.once('close', () => {
      stop.removeEventListener('abort', close);
      if (answer === undefined) onNothing();
      resolve(answer ?? '');
    });
    stop.addEventListener('abort', close, { once: true });
  });
}
