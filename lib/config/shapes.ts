import type { JsonSchema } from './config';
import { codeFolderSchema, folded, pathEntrySchema, pathSchema } from './pieces';

/** A list of folders with code of the user's own. */
export function codeFolders(description: string): JsonSchema {
  return { type: 'array', items: codeFolderSchema, uniqueItems: true, description };
}

export const nullablePath: JsonSchema = { ...pathSchema, type: ['string', 'null'] };

export const nullablePathEntry: JsonSchema = { ...pathEntrySchema, type: ['string', 'null'] };

/** A list of texts without doubles. */
export function textList(description: string): JsonSchema {
  return { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true, description };
}

/** A list of names, or an object with names as keys, that are the same whatever their case and whatever separates their words. */
export function foldedNames(schema: JsonSchema): JsonSchema {
  return { ...schema, $comment: folded };
}

/** An object that knows all its keys. */
export function strictObject(description: string, properties: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: false, description, properties };
}
