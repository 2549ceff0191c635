import { badOptionValue } from '../kernel/faults';
import { suggest } from '../kernel/suggest';
import type { OptionSchema, OptionValue } from '../kernel/task';
import { maskedValue } from './secret-options';

/** Shorter ones are not masked: half of every line would be. */
const shortestSecret = 4;

/** What an option accepts, in words. */
export function allowedText(schema: OptionSchema): string {
  if (schema.enum !== undefined) return `one of ${schema.enum.join(', ')}`;
  const range = [
    ...(schema.minimum === undefined ? [] : [`at least ${schema.minimum}`]),
    ...(schema.maximum === undefined ? [] : [`at most ${schema.maximum}`]),
    ...(schema.pattern === undefined ? [] : [`of the form ${schema.pattern}`]),
    ...(schema.secret === true ? [`of at least ${shortestSecret} characters, kept secret`] : []),
  ].join(', ');
  const kind = {
    string: 'a text',
    array: 'texts',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
  }[schema.type];
  return range === '' ? kind : `${kind}, ${range}`;
}

/**
 * Turns typed texts into the option's value; texts never become numbers unless the option is a number.
 * @throws `badOptionValue` (RUN004, 501).
 */
export function readOptionValue(flag: string, schema: OptionSchema, texts: readonly string[]): OptionValue {
  if (schema.type === 'array') return texts.map((text) => checkText(flag, schema, text));
  const text = texts.at(-1) ?? '';
  switch (schema.type) {
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      break;
    case 'number':
    case 'integer': {
      const value = Number(text);
      const whole = schema.type === 'number' || Number.isInteger(value);
      const inRange = value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
      if (text.trim() === '' || !Number.isFinite(value) || !whole || !inRange) break;
      // Beyond, a number is another one than was typed.
      if (schema.type === 'number' || Number.isSafeInteger(value)) return value;
      const most = Number.MAX_SAFE_INTEGER;
      throw badOptionValue({ flag, found: text, allowed: `a whole number from -${most} to ${most}` });
      break;
    }
    case 'string':
      return checkText(flag, schema, text);
  }
  throw badOptionValue({ flag, found: text, allowed: allowedText(schema) });
}

function checkText(flag: string, schema: OptionSchema, text: string): string {
  const listed = schema.enum === undefined || schema.enum.includes(text);
  const shaped = schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text);
  if (schema.secret === true) {
    if (listed && shaped && text.length >= shortestSecret) return text;
    throw badOptionValue({ flag, found: maskedValue, allowed: allowedText(schema) });
  }
  if (listed && shaped) return text;
  // Of very short values every other one is near.
  const [suggestion] = schema.enum === undefined || text.length < 3 ? [] : suggest(text, schema.enum);
  const close = suggestion === undefined ? {} : { suggestion };
  throw badOptionValue({ flag, found: text, allowed: allowedText(schema), ...close });
}
