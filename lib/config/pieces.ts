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

/**
 * True for a text that certainly fits both of these: most are plain, and to make the expression takes longer than all else that is done with
 * a small config.
 */
export function isPlainPath(text: string): boolean {
  const root = text.startsWith('~/') ? 1 : 0;
  if (text.charAt(root) !== '/' || text.length === root + 1 || text.charAt(root + 1) === '/') return false;
  return ['..', '\\', '\n', '\r', '\u2028', '\u2029'].every((odd) => !text.includes(odd));
}

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
