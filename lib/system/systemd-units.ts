import type { Schedule } from './ports/schedules';

/** Pure text work for systemd user units: a service that says what runs and a timer that says when. */

/** The first line of every unit of ours: what does not begin with it is not touched. */
export const unitMark = '# kept by clistack, changes here are overwritten\n';

export function renderService({ summary, command }: Pick<Schedule, 'summary' | 'command'>): string {
  return `${unitMark}[Unit]
Description=${escapeSpecifiers(summary)}

[Service]
Type=oneshot
ExecStart=${command.map((word, index) => quote(word, index > 0)).join(' ')}
`;
}

export function renderTimer({ summary, when }: Pick<Schedule, 'summary' | 'when'>): string {
  return `${unitMark}[Unit]
Description=${escapeSpecifiers(summary)}

[Timer]
OnCalendar=${when}
Persistent=true

[Install]
WantedBy=timers.target
`;
}

/** The schedule that a pair of units of ours says; undefined when they do not. */
export function parseUnits(id: string, service: string, timer: string): Schedule | undefined {
  const summary = valueOf(timer, 'Description');
  const when = valueOf(timer, 'OnCalendar');
  const start = valueOf(service, 'ExecStart');
  if (summary === undefined || when === undefined || start === undefined) return undefined;
  const words = start.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  return { id, summary: summary.replaceAll('%%', '%'), command: words.map(unquote), when };
}

function valueOf(unit: string, key: string): string | undefined {
  const line = unit.split('\n').find((candidate) => candidate.startsWith(`${key}=`));
  return line?.slice(key.length + 1);
}

/** systemd reads backslashes in quotes and `%` everywhere, `$` in arguments only. */
function quote(word: string, isArgument: boolean): string {
  const text = escapeSpecifiers(word).replaceAll(/["\\]/g, String.raw`\$&`);
  return `"${isArgument ? text.replaceAll('$', '$$$$') : text}"`;
}

function unquote(word: string, index: number): string {
  const text = word.slice(1, -1);
  return (index > 0 ? text.replaceAll('$$', '$') : text).replaceAll(/\\(.)/g, '$1').replaceAll('%%', '%');
}

function escapeSpecifiers(text: string): string {
  return text.replaceAll('%', '%%');
}
