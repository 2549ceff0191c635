import { stripVTControlCharacters } from 'node:util';
import { causeText, partsOf } from '../kernel/causes';
import { isStackError, type StackError } from '../kernel/fault';
import { bug } from '../kernel/faults';
import { whereThrown } from '../kernel/where-thrown';
import type { Redact } from './safe-parts';
import { clean } from './view/words';

/** So many errors of one that was made of several. */
const mostErrors = 10;
/** So many causes below one another. */
const deepest = 10;
/** So many of all of them. */
const mostTold = 100;

/**
 * What --debug tells of a failure besides its last word: what the fault holds, such as the words of a program that failed, the stack where it
 * leads into a file of the user's, and the same of each of its causes. Of several errors each has its own directly below it, set in.
 */
export function failureDetails(error: StackError, redact: Redact): string {
  const told = [error.message, error.fix, error.data['at'], error.data['task']].join('\n');
  const isBug = error.code === bug.page.code;
  const tell = (label: string, value: unknown): string =>
    stackOf(label, value, redact) + (isStackError(value) ? dataOf(value, told, redact) : '');
  const parts = [dataOf(error, told, redact)];
  if (!isBug && whereThrown(error) !== undefined) parts.push(stackOf('', error, redact));
  let left = mostTold;
  const tellWhole = (label: string, value: unknown, above: readonly unknown[], indent: string, below: string): void => {
    // It comes round.
    if (above.includes(value)) return;
    left -= 1;
    parts.push(setIn(tell(label, value), indent));
    tellBelow(value, above, below);
  };
  const tellBelow = (value: unknown, above: readonly unknown[], indent: string): void => {
    const path = [...above, value];
    if (path.length > deepest) return;
    const { errors, cause } = partsOf(value);
    const isOne = errors.length + (cause === undefined ? 0 : 1) === 1;
    let more = errors.length;
    for (const [index, each] of errors.slice(0, mostErrors).entries()) {
      if (left <= 0) break;
      more -= 1;
      tellWhole(index === 0 ? 'caused by ' : 'beside ', each, path, indent, isOne ? indent : `${indent}  `);
    }
    if (more > 0) parts.push(`${indent}and ${more} more error${more === 1 ? '' : 's'}\n`);
    // A bug is made of what was thrown: that is itself, and not what it was caused by.
    if (cause !== undefined && left > 0)
      tellWhole(isBug && value === error ? '' : 'caused by ', cause, path, indent, indent);
  };
  tellBelow(error, [], '');
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

/** The lines of a text, each as far to the right as what it belongs to. */
function setIn(text: string, indent: string): string {
  return indent === '' ? text : text.replaceAll(/^(?=.)/gm, indent);
}

/** Of what a program printed, neither its colours nor its tabs do any harm. */
function cleanLines(text: string, indent = ''): string {
  return stripVTControlCharacters(text)
    .replaceAll('\t', '    ')
    .split(/\r?\n/)
    .map((line) => `${indent}${clean(line)}\n`)
    .join('');
}
