import type { ErrorObject } from 'ajv';
import { suggest } from '../kernel/suggest';
import type { JsonSchema } from './config';
import { isCodeFolderSchema, isPathSchema } from './pieces';
import { escapePointer } from './pointer';
import { quoteValue } from './problem';

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

/** Turns one error of the validator into what was found, what is allowed, and what was probably meant. */
export function explainError(error: ErrorObject): ExplainedError {
  const { keyword, instancePath: pointer, params, data } = error;
  const base = { pointer, found: quoteValue(data), suggestion: null, atKey: false };
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys(asObject(asObject(error.parentSchema)['properties']));
      const [near] = suggest(key, known);
      const message = `the key "${key}" is unknown`;
      const allowed = known.join(', ');
      return {
        ...base,
        pointer: `${pointer}/${escapePointer(key)}`,
        message,
        found: `"${key}"`,
        allowed,
        suggestion: near ?? null,
        atKey: true,
      };
    }
    case 'enum': {
      const values = Array.isArray(params['allowedValues']) ? params['allowedValues'].map(String) : [];
      const [near] = typeof data === 'string' ? suggest(data, values) : [];
      return {
        ...base,
        message: 'the value is not one of those allowed',
        allowed: values.join(', '),
        suggestion: near ?? null,
      };
    }
    case 'const':
      return {
        ...base,
        message: 'the value is another than the one allowed',
        allowed: quoteValue(params['allowedValue']),
      };
    case 'type':
      // JSON reads 1.10 as 1.1: nobody would see which version was meant.
      if (typeof data === 'number' && params['type'] === 'string')
        return { ...base, message: 'the value is a number and has to be a text', allowed: 'a text in quotes: "1.10"' };
      return {
        ...base,
        message: 'the value has the wrong type',
        allowed: [params['type']].flat().map(String).join(' or '),
      };
    case 'propertyNames': {
      const name = String(params['propertyName']);
      const message = `the name "${name}" is not allowed here`;
      return {
        ...base,
        pointer: `${pointer}/${escapePointer(name)}`,
        message,
        found: `"${name}"`,
        allowed: '',
        atKey: true,
      };
    }
    case 'pattern':
      if (isCodeFolderSchema(error.parentSchema)) {
        return {
          ...base,
          message: 'the value is no folder that code can be read from',
          allowed: 'an absolute path, one from ~ or one from this file (./x), without .., not / or ~ alone',
        };
      }
      if (!isPathSchema(error.parentSchema))
        return { ...base, message: 'the value has not the form it needs', allowed: String(params['pattern']) };
      return {
        ...base,
        message: 'the value is no path that can be managed',
        allowed: 'an absolute path or one from ~, without .., not / or ~ alone',
      };
    default:
      return {
        ...base,
        message: `the value ${error.message ?? 'is not allowed'}`,
        allowed: limitsOf(asObject(error.parentSchema)),
      };
  }
}

function limitsOf(schema: JsonSchema): string {
  const limit = (key: string, before: string, after = ''): readonly string[] => {
    const value = schema[key];
    return typeof value === 'number' ? [`${before} ${value}${after}`] : [];
  };
  const parts = [
    ...limit('minimum', 'at least'),
    ...limit('maximum', 'at most'),
    ...limit('minLength', 'at least', ' characters'),
    ...limit('maxItems', 'at most', ' entries'),
    ...(schema['uniqueItems'] === true ? ['no entry twice'] : []),
  ];
  return parts.join(', ');
}

function asObject(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
