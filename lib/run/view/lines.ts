import type { Colors } from './colors';
import type { CustomLines } from './custom';
import { createIdleTurns } from './idle-turns';
import type { Talk, View } from './view';
import { endLine, recordLine } from './words';

/** Plain lines, one per ended task and log record: for pipes, CI and files. */
export function createLines(
  write: (text: string) => void,
  redact: (text: string) => string,
  talk: Talk,
  colors: Colors,
  custom?: CustomLines,
): View {
  const isIdleTurn = createIdleTurns(talk);
  return {
    isDeaf: talk === 'quiet' && custom === undefined,
    onEvent: (event) => {
      if (event.kind === 'started') {
        const header = talk === 'quiet' ? undefined : custom?.header(event.name);
        if (header !== undefined) write(`${header}\n`);
        else if (talk === 'verbose' || talk === 'debug') write(`${colors.dim('start')}    ${event.name}\n`);
      } else {
        const footer = custom?.footer(event.result);
        if (footer === undefined && isIdleTurn(event)) return;
        if (talk !== 'quiet' || event.result.state === 'failed')
          write(`${footer ?? endLine(event.result, colors, redact)}\n`);
      }
    },
    onRecord: (record) => {
      const line = recordLine(record, talk, colors);
      if (line !== undefined) write(`${line}\n`);
    },
    // A line that is gone in a moment has no place in a file; what stays, the log says.
    onProgress: () => undefined,
    // Lines stand above one another anyway.
    hold: () => () => undefined,
    close: () => undefined,
  };
}
