import type { Colors } from './colors';
import type { Talk, View } from './view';
import { endLine, recordLine } from './words';

/** Plain lines, one per ended task and log record: for pipes, CI and files. */
export function createLines(write: (text: string) => void, talk: Talk, colors: Colors): View {
  return {
    onEvent: (event) => {
      if (event.kind === 'started') {
        if (talk === 'verbose' || talk === 'debug') write(`${colors.dim('start')}    ${event.name}\n`);
      } else if (talk !== 'quiet' || event.result.state === 'failed') {
        write(`${endLine(event.result, colors)}\n`);
      }
    },
    onRecord: (record) => {
      const line = recordLine(record, talk, colors);
      if (line !== undefined) write(`${line}\n`);
    },
    close: () => undefined,
  };
}
