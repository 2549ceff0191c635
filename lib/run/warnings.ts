import { toType } from '../kernel/to-type';
import type { LogRecord } from '../log';
import { clean } from './view/words';

export interface Warning {
  readonly task: string;
  readonly message: string;
}

/** The warnings of a run, so that its end can repeat what scrolled by. */
export interface Warnings {
  note(record: LogRecord): void;
  /** Those of a task that an earlier run had done. */
  repeat(task: string, messages: readonly string[]): void;
  /** The first of them, at most `kept`. */
  readonly list: readonly Warning[];
  /** The last words about them, masked now: a secret may have become known later. Empty when there was none. */
  text(redact: (value: unknown) => unknown): string;
}

/** A task that warns about each of a million files must not fill the memory. */
const kept = 500;
const repeated = 20;

export function createWarnings(): Warnings {
  const list: Warning[] = [];
  let count = 0;
  const add = (task: string, message: string): void => {
    count += 1;
    if (count <= kept) list.push({ task, message });
  };
  return {
    list,
    note: ({ level, task, msg }) => {
      if (level === 'warn') add(task, msg);
    },
    repeat: (task, messages) => {
      for (const message of messages) add(task, message);
    },
    text: (redact) => {
      if (count === 0) return '';
      const lines = list
        .slice(0, repeated)
        .map(({ task, message }) => `  ${clean(String(redact(`${task}: ${message}`)))}\n`);
      const more = count > repeated ? `  and ${count - repeated} more: ${toType('Logs.Show --level warn')}\n` : '';
      return `${count} warning${count === 1 ? '' : 's'}:\n${lines.join('')}${more}`;
    },
  };
}
