import type { TaskResult } from '../../kernel/result';
import type { LogLevel, LogRecord } from '../../log';
import type { Colors } from './colors';
import type { Talk } from './view';

/** `12 ms`, `3.4 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  // Rounded first: 999.7 ms are a second, and 59.99 s a minute.
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (Math.round(ms / 100) < 600) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** One line on how a task ended. Masked before it is cleaned: afterwards a secret with a tab in it is none that is known. */
export function endLine(result: TaskResult, colors: Colors, redact: (text: string) => string): string {
  const { state, error, durationMs, status } = result;
  const name = clean(redact(result.name));
  const reason = clean(redact(result.reason ?? ''));
  const time = colors.dim(`(${duration(durationMs)})`);
  switch (state) {
    case 'succeeded':
      return `${colors.green('ok')}       ${name} ${time}`;
    case 'no-op':
      return `${colors.green('no-op')}    ${name} ${time}`;
    case 'partial':
      return `${colors.yellow('partial')}  ${name}: ${reason} ${colors.dim(`(status ${status})`)} ${time}`;
    case 'skipped':
      return `${colors.dim('skipped')}  ${name}: ${reason}`;
    case 'failed': {
      // The message of a bug begins with its task already.
      const message = clean(redact(error?.message ?? 'unknown')).replace(`${name}: `, '');
      return `${colors.red('failed')}   ${name}: ${message} ${time}`;
    }
    case 'blocked':
    case 'cancelled':
      return `${colors.dim(state.padEnd(8))} ${name}: ${reason}`;
  }
}

/** A log record as a line of the conversation, or undefined when it is too talkative for it. */
export function recordLine(record: LogRecord, talk: Talk, colors: Colors): string | undefined {
  const { level, msg, task } = record;
  if (!isHeard(talk, level, record['event'] !== undefined)) return undefined;
  const paint = level === 'error' ? colors.red : level === 'warn' ? colors.yellow : colors.dim;
  return `  ${paint(clean(level === 'info' ? msg : `${level}: ${msg}`))}${talk === 'debug' ? colors.dim(` [${task}]`) : ''}`;
}

const heard: Readonly<Record<Talk, readonly LogLevel[]>> = {
  quiet: ['error'],
  normal: ['error', 'warn', 'info'],
  verbose: ['error', 'warn', 'info', 'verbose'],
  debug: ['error', 'warn', 'info', 'verbose', 'debug'],
};

/** Whether a record is part of the conversation. Start and finish of tasks are told by the events already. */
export function isHeard(talk: Talk, level: LogLevel, isEvent: boolean): boolean {
  return (!isEvent || talk === 'debug') && heard[talk].includes(level);
}

/** Without control and direction characters: a file name must not move the cursor or turn the line round. */
export function clean(text: string): string {
  if (isPlain(text)) return text;
  // eslint-disable-next-line no-control-regex -- control characters are what this removes
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}

/** Printable ASCII alone, as nearly every name is: looked at by hand, because an expression costs something when it is first used. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}
