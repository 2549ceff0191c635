import { join } from 'node:path';
import type { ConfigRules } from './composed';
import { isPlain, type Plain } from './merge';
import { isCodeFolderSchema } from './pieces';

/** The values of one source with every `./x` of a folder of code as seen from `base`, the folder of the file that says so. */
export function resolveCodeFolders(value: Plain, { schemaOf }: Pick<ConfigRules, 'schemaOf'>, base: string): Plain {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, schemaOf(key), base)]));
}

function resolve(value: unknown, schema: unknown, base: string): unknown {
  if (!isPlain(schema)) return value;
  if (typeof value === 'string')
    return isCodeFolderSchema(schema) && (value.startsWith('./') || value.startsWith('.\\'))
      ? join(base, value)
      : value;
  if (Array.isArray(value)) return value.map((item: unknown) => resolve(item, schema['items'], base));
  const properties = schema['properties'];
  if (!isPlain(value) || !isPlain(properties)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, properties[key], base)]));
}
