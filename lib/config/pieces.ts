import type { ConfigPiece, JsonSchema } from './config';

/** A folder that we or the user manage: absolute or from the home, never with `..`, never the root or the home alone. */
export const pathSchema: JsonSchema = {
  type: 'string',
  pattern: '^(?!.*(?:^|[\\\\/])\\.\\.(?:[\\\\/]|$))(?:~[\\\\/]|/|[A-Za-z]:[\\\\/])[^\\\\/].*$',
};

/** A folder with code of the user's own, which is only read: as above, or `./x`, seen from the config file that names it. */
export const codeFolderSchema: JsonSchema = {
  type: 'string',
  pattern: '^(?!.*(?:^|[\\\\/])\\.\\.(?:[\\\\/]|$))(?:[~.][\\\\/]|/|[A-Za-z]:[\\\\/])[^\\\\/].*$',
};

/** A list of such folders. */
export function codeFolders(description: string): JsonSchema {
  return { type: 'array', items: codeFolderSchema, uniqueItems: true, description };
}

export const nullablePath: JsonSchema = { ...pathSchema, type: ['string', 'null'] };

/** A list of texts without doubles. */
export function textList(description: string): JsonSchema {
  return { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true, description };
}

/** A list of names, or an object with names as keys, that are the same whatever their case and whatever separates their words. */
export function foldedNames(schema: JsonSchema): JsonSchema {
  return { ...schema, $comment: folded };
}

const folded = 'Names are the same whatever their case and whatever separates their words (PEP 503).';

/** True for the schema of folded names: its comment says so. */
export function hasFoldedNames(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && '$comment' in schema && schema.$comment === folded;
}

/** An object that knows all its keys. */
export function strictObject(description: string, properties: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: false, description, properties };
}

/** The keys that belong to no noun. */
export const corePieces: readonly ConfigPiece[] = [
  {
    key: 'workspaces',
    schema: {
      type: ['array', 'null'],
      items: pathSchema,
      uniqueItems: true,
      description:
        'Folders in which projects live; nothing is searched outside them. null: those of ~/src ~/code ~/projects ~/dev ~/work that exist.',
    },
    defaults: null,
  },
  {
    key: 'taskFolders',
    schema: codeFolders('Folders of your own tasks: absolute, from the home (`~/x`), or from this file (`./x`).'),
    defaults: [],
  },
  {
    key: 'reports',
    schema: strictObject('Where reports and logs are written.', {
      dir: {
        ...nullablePath,
        description: 'The folder. null: $XDG_STATE_HOME/clistack/reports, %LOCALAPPDATA%\\CLI_Reports on Windows.',
      },
    }),
    defaults: { dir: null },
  },
  {
    key: 'logs',
    schema: strictObject('The JSONL log.', {
      keepDays: {
        type: 'integer',
        minimum: 14,
        maximum: 30,
        description: 'Days after which log files and run records are removed.',
      },
      maxMegabytes: {
        type: 'integer',
        minimum: 1,
        maximum: 4096,
        description: 'Size of all log files together; the oldest go first.',
      },
      level: {
        enum: ['error', 'warn', 'info', 'verbose', 'debug'],
        description: 'The most talkative level that is written.',
      },
    }),
    defaults: { keepDays: 30, maxMegabytes: 64, level: 'info' },
  },
];

/** True for the schema of a path that we manage. */
export function isPathSchema(schema: unknown): boolean {
  return patternOf(schema) === pathSchema['pattern'];
}

/** True for the schema of a folder with code of the user's own. */
export function isCodeFolderSchema(schema: unknown): boolean {
  return patternOf(schema) === codeFolderSchema['pattern'];
}

function patternOf(schema: unknown): unknown {
  return typeof schema === 'object' && schema !== null && 'pattern' in schema ? schema.pattern : undefined;
}
