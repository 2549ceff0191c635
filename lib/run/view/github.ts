import type { TaskResult } from '../../kernel/result';
import type { View } from './view';
import { duration } from './words';

/** Annotations for GitHub Actions around another view; the runner reads workflow commands from stderr too, so stdout stays clean. */
export function withAnnotations(inner: View, write: (text: string) => void): View {
  return {
    ...inner,
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
export function stepSummary(task: string, status: number, results: readonly TaskResult[]): string {
  const rows = results.map(({ name, state, durationMs, error, reason }) => {
    const note = (error?.message ?? reason ?? '').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
    return `| ${name} | ${state} | ${duration(durationMs)} | ${note} |`;
  });
  return [
    `### ${task}: status ${status}`,
    '',
    '| Task | State | Time | Note |',
    '|---|---|---|---|',
    ...rows,
    '',
    '',
  ].join('\n');
}

function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
