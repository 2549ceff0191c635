import { stripVTControlCharacters } from 'node:util';
import { causesOf, causeText } from '../kernel/causes';
import { isStackError, type StackError } from '../kernel/fault';
import { bug } from '../kernel/faults';
import { whereThrown } from '../kernel/where-thrown';
import type { Redact } from './safe-parts';
import { clean } from './view/words';

/** So many errors of one that was made of several. */
const mostOthers = 9;

/**
 * What --debug tells of a failure besides its last word: what the fault holds, such as the words of a program that failed, the stack where it
 * leads into a file of the user's, and the same of each of its causes.
 */
export function failureDetails(error: StackError, redact: Redact): string {
  const told = [error.message, error.fix, error.data['at'], error.data['task']].join('\n');
  const isBug = error.code === bug.page.code;
  const tell = (label: string, value: unknown): string =>
    stackOf(label, value, redact) + (isStackError(value) ? dataOf(value, told, redact) : '');
  const parts = [dataOf(error, told, redact)];
  if (!isBug && whereThrown(error) !== undefined) parts.push(stackOf('', error, redact));
  for (const [index, { value, others }] of causesOf(error).entries()) {
    // A bug is made of what was thrown: that is itself, and not what it was caused by.
    parts.push(tell(isBug && index === 0 ? '' : 'caused by ', value));
    for (const other of others.slice(0, mostOthers)) parts.push(tell('beside ', other));
  }
  return parts.join('');
}

/** The fields of a fault, but for those that its text tells already. Masked as values: set in, a secret of several lines is not known for one. */
function dataOf({ data }: StackError, told: string, redact: Redact): string {
  const lines = Object.entries(data).map(([key, value]) => {
    if (isIn(told, value)) return '';
    const safe = redact(value);
    const text = typeof safe === 'string' ? safe.trimEnd() : JSON.stringify(safe);
    const isLong = text.includes('\n');
    return `  ${clean(key)}:${isLong ? '\n' : ' '}${cleanLines(text, isLong ? '    ' : '')}`;
  });
  return lines.join('');
}

function isIn(told: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => isIn(told, item));
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return told.includes(String(value));
  return value === undefined || value === null;
}

function stackOf(label: string, value: unknown, redact: Redact): string {
  try {
    const stack: unknown = typeof value === 'object' && value !== null && 'stack' in value ? value.stack : undefined;
    const text = typeof stack === 'string' && stack !== '' ? stack : causeText(value) || JSON.stringify(redact(value));
    return text === '' ? '' : cleanLines(String(redact(`${label}${text}`)));
  } catch {
    // It could be read the first time.
    return '';
  }
}

/** Of what a program printed, neither its colours nor its tabs do any harm. */
function cleanLines(text: string, indent = ''): string {
  return stripVTControlCharacters(text)
    .replaceAll('\t', '    ')
    .split(/\r?\n/)
    .map((line) => `${indent}${clean(line)}\n`)
    .join('');
}
