import type { ErrorObject } from 'ajv';
import { suggest } from '../kernel/suggest';
import { asObject } from './merge';
import { meantForm, meantType } from './meant-value';
import { isCodeFolderSchema, isPathEntrySchema, isPathSchema } from './pieces';
import { escapePointer } from './pointer';
import { quoteValue } from './problem';
import { formOf, kindsOf, limitsOf, wordsOf } from './schema-words';

/** A schema error in words, without its place in a file. */
export interface ExplainedError {
  readonly pointer: string;
  readonly message: string;
  readonly found: string;
  readonly allowed: string;
  readonly suggestion: string | null;
  /** True when the pointer names a key that should not be there: its key is the place, not its value. */
  readonly atKey: boolean;
}

/**
 * Turns one error of the validator into what was found, what is allowed, and what was probably meant.
 * @param textAt the value at a pointer as it is written in the file; absent where no file holds it.
 */
export function explainError(error: ErrorObject, textAt?: (pointer: string) => string | undefined): ExplainedError {
  const { keyword, instancePath: pointer, params, data } = error;
  const schema = asObject(error.parentSchema);
  const base = { pointer, found: quoteValue(data), suggestion: null, atKey: false };
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys(asObject(schema['properties']));
      const suggestion = suggest(key, known)[0] ?? null;
      return {
        ...aboutKey(pointer, key),
        message: `the key "${key}" is unknown`,
        allowed: known.join(', '),
        suggestion,
      };
    }
    case 'propertyNames': {
      const name = String(params['propertyName']);
      const names = asObject(schema['propertyNames']);
      const allowed = formOf(names) || limitsOf(names);
      const suggestion = names['pattern'] === undefined ? null : meantForm(name, names['pattern']);
      return { ...aboutKey(pointer, name), message: `the name "${name}" is not allowed here`, allowed, suggestion };
    }
    case 'required':
      return { ...base, message: `the key "${String(params['missingProperty'])}" is missing`, allowed: '' };
    case 'enum': {
      const values = Array.isArray(params['allowedValues']) ? params['allowedValues'].map(String) : [];
      const suggestion = typeof data === 'string' ? (suggest(data, values)[0] ?? null) : null;
      return { ...base, message: 'the value is not one of those allowed', allowed: values.join(', '), suggestion };
    }
    case 'const': {
      const allowed = quoteValue(params['allowedValue']);
      return { ...base, message: 'the value is another than the one allowed', allowed };
    }
    case 'type': {
      const allowed = kindsOf(params['type']);
      if (typeof data !== 'number' || params['type'] !== 'string')
        return { ...base, message: 'the value has the wrong type', allowed, suggestion: meantType(data, schema) };
      // JSON reads 1.10 as 1.1: only the file knows which version was meant.
      const found = textAt?.(pointer) ?? base.found;
      const message = 'the value is a number and has to be a text';
      return { ...base, message, found, allowed: 'a text in quotes', suggestion: `"${found}"` };
    }
    case 'anyOf': {
      const ways = Array.isArray(schema['anyOf']) ? schema['anyOf'].map((way) => wordsOf(asObject(way))) : [];
      return { ...base, message: 'the value is none of those allowed', allowed: ways.join(', or ') };
    }
    case 'uniqueItems': {
      const [first, second] = [Number(params['i']), Number(params['j'])].toSorted((a, b) => a - b);
      const entry: unknown = Array.isArray(data) ? data[second ?? 0] : undefined;
      const message = `the entry stands in the list already, as number ${Number(first) + 1}`;
      return { ...base, pointer: `${pointer}/${second}`, message, found: quoteValue(entry), allowed: 'no entry twice' };
    }
    case 'minLength':
      return {
        ...base,
        message: data === '' ? 'the value is empty' : 'the value is too short',
        allowed: limitsOf(schema),
      };
    case 'maxItems':
      return { ...base, message: 'the list is too long', allowed: limitsOf(schema) };
    case 'pattern':
      return { ...base, ...aboutForm(data, error.parentSchema, params['pattern']) };
    default:
      return { ...base, message: `the value ${error.message ?? 'is not allowed'}`, allowed: limitsOf(schema) };
  }
}

function aboutKey(pointer: string, key: string): Pick<ExplainedError, 'pointer' | 'found' | 'atKey'> {
  return { pointer: `${pointer}/${escapePointer(key)}`, found: `"${key}"`, atKey: true };
}

function aboutForm(
  data: unknown,
  schema: unknown,
  pattern: unknown,
): Pick<ExplainedError, 'message' | 'allowed' | 'suggestion'> {
  if (isCodeFolderSchema(schema)) {
    const allowed = 'an absolute path, one from ~ or one from this file (./x), without .., not / or ~ alone';
    return { message: 'the value is no folder that code can be read from', allowed, suggestion: null };
  }
  if (isPathSchema(schema)) {
    const colon = isPathEntrySchema(schema) ? ', without a colon, which ends an entry of the PATH' : '';
    const allowed = `an absolute path or one from ~, without .., not / or ~ alone${colon}`;
    return { message: 'the value is no path that can be managed', allowed, suggestion: null };
  }
  const suggestion = typeof data === 'string' ? meantForm(data, pattern) : null;
  return { message: 'the value has not the form it needs', allowed: formOf(schema), suggestion };
}
