import { suggest } from './suggest';
import type { OptionSchema } from './task';

const types = ['string', 'number', 'integer', 'boolean', 'array'] as const;
const wanted = `an object of options, each with describe and a type of ${types.join(', ')}`;

/** Which fields an option of a type may have beside these three. */
const always = ['type', 'describe', 'default'] as const;
const ofText = ['enum', 'pattern', 'secret'] as const;
const ofNumber = ['minimum', 'maximum'] as const;
const all: readonly string[] = [...always, ...ofText, ...ofNumber];

const nameShape = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*$/u;

/**
 * What no value could be read by, in an option of a task as it was declared; undefined where all is well.
 * @lazy
 */
export function problemOfOptions(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    return `has something else than ${wanted} as 'options'`;
  for (const [name, schema] of Object.entries(options as Readonly<Record<string, unknown>>)) {
    if (!nameShape.test(name))
      return `declares --${name}, which cannot be typed: an option is called by letters, digits, - and _`;
    if (!isOption(schema)) return `has something else than ${wanted} as 'options'`;
    const problem = problemOfFields(schema) ?? problemOfLimits(schema) ?? problemOfDefault(schema);
    if (problem !== undefined) return `declares --${name} ${problem}`;
  }
  return undefined;
}

function isOption(value: unknown): value is OptionSchema {
  if (typeof value !== 'object' || value === null) return false;
  const { type, describe }: { type?: unknown; describe?: unknown } = value;
  return types.some((known) => known === type) && typeof describe === 'string';
}

function problemOfFields(schema: OptionSchema): string | undefined {
  const own: readonly string[] = schema.type === 'boolean' ? [] : isNumeric(schema) ? ofNumber : ofText;
  for (const [field, value] of Object.entries(schema)) {
    if (value === undefined || [...always, ...own].includes(field)) continue;
    if (all.includes(field)) return `with ${field}, which a type of ${schema.type} does not have`;
    const [close] = suggest(field, all);
    return `with a field '${field}' that no option has${close === undefined ? '' : `, did you mean ${close}?`}`;
  }
  return undefined;
}

function isNumeric({ type }: OptionSchema): boolean {
  return type === 'number' || type === 'integer';
}

function problemOfLimits(schema: OptionSchema): string | undefined {
  const { enum: listed, pattern, minimum, maximum, secret, default: value } = schema;
  if (secret !== undefined && typeof secret !== 'boolean') return "with a 'secret' that is neither true nor false";
  if (secret === true && value !== undefined)
    return 'as secret and with a default, which everybody can read in its file';
  if (listed !== undefined && !(isTexts(listed) && listed.length > 0)) return "with an 'enum' that is no list of texts";
  if (pattern !== undefined && !isPattern(pattern)) return "with a 'pattern' that is no regular expression";
  for (const [field, limit] of Object.entries({ minimum, maximum }))
    if (limit !== undefined && !Number.isFinite(limit)) return `with a '${field}' that is no number`;
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) return 'with a minimum above its maximum';
  return undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isPattern(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

function problemOfDefault(schema: OptionSchema): string | undefined {
  const { default: value } = schema;
  return value === undefined || fits(schema, value)
    ? undefined
    : `with the default ${JSON.stringify(value)}, which it would not take from the line`;
}

function fits(schema: OptionSchema, value: unknown): boolean {
  const { type, enum: listed, pattern, minimum = -Infinity, maximum = Infinity } = schema;
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'array') return isTexts(value) && value.every((item) => fits({ ...schema, type: 'string' }, item));
  if (type === 'string') {
    if (typeof value !== 'string') return false;
    return (listed?.includes(value) ?? true) && (pattern === undefined || new RegExp(pattern, 'u').test(value));
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || value < minimum || value > maximum) return false;
  return type === 'number' || Number.isSafeInteger(value);
}
