import type { JsonSchema } from './config';
import { asObject } from './merge';

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  object: 'an object',
};

/** `a whole number`, `a list or null`: what a schema calls by names of its own. */
export function kindsOf(type: unknown): string {
  return [type]
    .flat()
    .map((name) => kinds[String(name)] ?? String(name))
    .join(' or ');
}

/** What a small schema takes: `a whole number, at least 0`, `"installed"`. */
export function wordsOf(schema: JsonSchema): string {
  if ('const' in schema) return JSON.stringify(schema['const']);
  return [kindsOf(schema['type']), limitsOf(schema)].filter((text) => text !== '').join(', ');
}

/** The limits of a schema: `at least 14, at most 30`. */
export function limitsOf(schema: JsonSchema): string {
  const limit = (key: string, before: string, after = ''): readonly string[] => {
    const value = schema[key];
    return typeof value === 'number' ? [`${before} ${value}${after}`] : [];
  };
  const parts = [
    ...limit('minimum', 'at least'),
    ...limit('maximum', 'at most'),
    ...(schema['minLength'] === 1 ? ['not empty'] : limit('minLength', 'at least', ' characters')),
    ...limit('maxItems', 'at most', ' entries'),
    ...(schema['uniqueItems'] === true ? ['no entry twice'] : []),
  ];
  return parts.join(', ');
}

/** What a pattern asks for, in the words of its schema. */
export function formOf(schema: unknown): string {
  const { description, pattern } = asObject(schema);
  return typeof description === 'string' ? description : typeof pattern === 'string' ? pattern : '';
}
