import { tookMs, type TaskResult } from '../../kernel/result';
import type { View } from './view';
import { duration } from './words';

type Redact = (text: string) => string;

/** Annotations for GitHub Actions around another view; the runner reads workflow commands from stderr too, so stdout stays clean. */
export function withAnnotations(inner: View, write: (text: string) => void, redact: Redact): View {
  // Masked before it is encoded: afterwards a secret would be written in a way that nobody looks for.
  const message = (text: string): string => encode(redact(text));
  const property = (text: string): string => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return {
    ...inner,
    isDeaf: false,
    onRecord: (record) => {
      // A line that begins like a command would be taken for one.
      inner.onRecord(record.msg.trimStart().startsWith('::') ? { ...record, msg: `'${record.msg}` } : record);
    },
    onEvent: (event) => {
      inner.onEvent(event);
      if (event.kind !== 'ended') return;
      const { state, name, error, reason } = event.result;
      if (state === 'failed')
        write(`::error title=${property(`${name} ${error?.code ?? ''}`)}::${message(error?.message ?? '')}\n`);
      if (state === 'partial') write(`::warning title=${property(name)}::${message(reason ?? '')}\n`);
    },
  };
}

/** The step summary: one table of the tasks of the run, as Markdown. */
export function stepSummary(task: string, status: number, results: readonly TaskResult[], redact: Redact): string {
  const rows = results.map((result) => {
    const { name, state, error, reason } = result;
    const note = redact(error?.message ?? reason ?? '')
      .replaceAll('|', '\\|')
      .replaceAll(/\s+/g, ' ');
    return `| ${name} | ${state} | ${duration(tookMs(result))} | ${note} |`;
  });
  return [
    `### ${redact(task)}: status ${status}`,
    '',
    '| Task | State | Time | Note |',
    '|---|---|---|---|',
    ...rows,
    '',
    '',
  ].join('\n');
}

function encode(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
