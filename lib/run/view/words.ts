import type { TaskResult } from '../../kernel/result';
import type { LogRecord } from '../../log';
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

/** One line on how a task ended. */
export function endLine(result: TaskResult, colors: Colors): string {
  const { state, error, durationMs, status } = result;
  const name = clean(result.name);
  const reason = clean(result.reason ?? '');
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
      const message = clean(error?.message ?? 'unknown').replace(`${name}: `, '');
      return `${colors.red('failed')}   ${name}: ${message} ${time}`;
    }
    case 'blocked':
    case 'cancelled':
      return `${colors.dim(state.padEnd(8))} ${name}: ${reason}`;
  }
}

/** A log record as a line of the conversation, or undefined when it is too talkative for it. */
export function recordLine(record: LogRecord, talk: Talk, colors: Colors): string | undefined {
  // Start and finish are told by the events already.
  if (record['event'] !== undefined && talk !== 'debug') return undefined;
  const { level, msg, task } = record;
  const loud = {
    quiet: ['error'],
    normal: ['error', 'warn', 'info'],
    verbose: ['error', 'warn', 'info', 'verbose'],
    debug: null,
  }[talk];
  if (loud !== null && !loud.includes(level)) return undefined;
  const paint = level === 'error' ? colors.red : level === 'warn' ? colors.yellow : colors.dim;
  return `  ${paint(clean(level === 'info' ? msg : `${level}: ${msg}`))}${talk === 'debug' ? colors.dim(` [${task}]`) : ''}`;
}

/** Without control and direction characters: a file name must not move the cursor or turn the line round. */
export function clean(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this removes
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}
