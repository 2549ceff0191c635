import type { JsonSchema } from './config';
import { isPlain } from './merge';
import { isCodeFolderSchema, isPlainPath, pathSchema } from './pieces';

type Check = (value: unknown, wanted: unknown, schema: JsonSchema) => boolean;

const isText = (value: unknown): value is string => typeof value === 'string';
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;
const isSchema = (schema: unknown): schema is JsonSchema => isPlain(schema);
const atLeast = (size: number, wanted: unknown): boolean => typeof wanted === 'number' && size >= wanted;
const atMost = (size: number, wanted: unknown): boolean => typeof wanted === 'number' && size <= wanted;

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: isText,
  number: Number.isFinite,
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isPlain,
};

const says: Check = () => true;

/** The keywords that our schemas are made of. A value that a keyword does not speak of fits it, as in JSON Schema. */
const checks: Readonly<Record<string, Check>> = {
  $schema: says,
  $id: says,
  $comment: says,
  title: says,
  description: says,
  type: (value, wanted) => [wanted].flat().some((name) => isText(name) && types[name]?.(value) === true),
  const: (value, wanted) => isScalar(wanted) && value === wanted,
  enum: (value, wanted) => Array.isArray(wanted) && isScalar(value) && wanted.includes(value),
  anyOf: (value, wanted) => Array.isArray(wanted) && wanted.some((schema) => isSchema(schema) && fits(value, schema)),
  minimum: (value, wanted) => typeof value !== 'number' || atLeast(value, wanted),
  maximum: (value, wanted) => typeof value !== 'number' || atMost(value, wanted),
  // Characters, of which a text has at most as many as it has units.
  minLength: (value, wanted) => !isText(value) || atLeast(Array.from(value).length, wanted),
  maxLength: (value, wanted) => !isText(value) || atMost(value.length, wanted),
  pattern: (value, wanted, schema) =>
    !isText(value) ||
    (isText(wanted) &&
      (((isCodeFolderSchema(schema) || wanted === pathSchema['pattern']) && isPlainPath(value)) ||
        expression(wanted).test(value))),
  minItems: (value, wanted) => !Array.isArray(value) || atLeast(value.length, wanted),
  maxItems: (value, wanted) => !Array.isArray(value) || atMost(value.length, wanted),
  uniqueItems: (value) => !Array.isArray(value) || (value.every(isScalar) && new Set(value).size === value.length),
  items: (value, wanted) => !Array.isArray(value) || (isSchema(wanted) && value.every((item) => fits(item, wanted))),
  required: (value, wanted) =>
    !isPlain(value) || (Array.isArray(wanted) && wanted.every((key) => isText(key) && Object.hasOwn(value, key))),
  propertyNames: (value, wanted) =>
    !isPlain(value) || (isSchema(wanted) && Object.keys(value).every((key) => fits(key, wanted))),
  properties: (value, wanted) =>
    !isPlain(value) ||
    (isSchema(wanted) &&
      Object.keys(value).every((key) => {
        const schema = Object.hasOwn(wanted, key) ? wanted[key] : {};
        return isSchema(schema) && fits(value[key], schema);
      })),
  additionalProperties: (value, wanted, { properties }) =>
    !isPlain(value) ||
    Object.keys(value).every((key) => {
      const known = isPlain(properties) && Object.hasOwn(properties, key);
      return known || (isSchema(wanted) && fits(value[key], wanted));
    }),
};

/** Made once: a list of a hundred names is a hundred tests of one pattern. */
const expressions = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern, 'u');
  expressions.set(pattern, known);
  return known;
}

/**
 * True when a value certainly fits a schema. False says only that it is not certain: the compiled validator then decides and explains. That
 * one costs more to open than all else a small run does, and a valid config never needs it.
 */
export function fits(value: unknown, schema: JsonSchema): boolean {
  return Object.keys(schema).every((keyword) => checks[keyword]?.(value, schema[keyword], schema) === true);
}
