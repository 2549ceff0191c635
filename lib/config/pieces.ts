import type { JsonSchema } from './config';

/** A folder that we or the user manage: absolute or from the home, never with `..`, never the root or the home alone. */
export const pathSchema: JsonSchema = {
  type: 'string',
  pattern: '^(?!.*(?:^|[\\\\/])\\.\\.(?:[\\\\/]|$))(?:~[\\\\/]|/|[A-Za-z]:[\\\\/])[^\\\\/].*$',
};

/** One that is put on the PATH, where a colon ends an entry: it may stand behind the letter of a drive alone. */
export const pathEntrySchema: JsonSchema = {
  type: 'string',
  pattern: String(pathSchema['pattern']).replace('^', () => '^(?!..[\\s\\S]*:|/:)'),
};

/** A folder with code of the user's own, which is only read: as above, or `./x`, seen from the config file that names it. */
export const codeFolderSchema: JsonSchema = {
  type: 'string',
  pattern: '^(?!.*(?:^|[\\\\/])\\.\\.(?:[\\\\/]|$))(?:[~.][\\\\/]|/|[A-Za-z]:[\\\\/])[^\\\\/].*$',
};

/** The comment of a schema whose names are the same whatever their case and whatever separates their words. */
export const folded = 'Names are the same whatever their case and whatever separates their words (PEP 503).';

/** True for the schema of folded names: its comment says so. */
export function hasFoldedNames(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && '$comment' in schema && schema.$comment === folded;
}

/** True for the schema of a path that we manage. */
export function isPathSchema(schema: unknown): boolean {
  return patternOf(schema) === pathSchema['pattern'] || isPathEntrySchema(schema);
}

/** True for the schema of a folder that is put on the PATH. */
export function isPathEntrySchema(schema: unknown): boolean {
  return patternOf(schema) === pathEntrySchema['pattern'];
}

/** True for the schema of a folder with code of the user's own. */
export function isCodeFolderSchema(schema: unknown): boolean {
  return patternOf(schema) === codeFolderSchema['pattern'];
}

function patternOf(schema: unknown): unknown {
  return typeof schema === 'object' && schema !== null && 'pattern' in schema ? schema.pattern : undefined;
}
