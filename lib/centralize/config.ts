import { nullablePath, strictObject, textList, type ConfigPiece } from '../config';

export interface CentralizeConfig {
  readonly dir: string | null;
  readonly profile: 'caches' | 'none';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly set: Readonly<Record<string, string>>;
}

declare module '../config/config' {
  interface Config {
    readonly centralize: CentralizeConfig;
  }
}

export const configPiece: ConfigPiece = {
  key: 'centralize',
  schema: strictObject('Where caches live, and which variables say so.', {
    dir: { ...nullablePath, description: 'The central folder. null: $XDG_DATA_HOME/clistack/central.' },
    profile: {
      enum: ['caches', 'none'],
      description: 'caches: the cache variables of every tool found on the machine. none: only include and set.',
    },
    include: textList('Further variables of the catalogue to set, by name.'),
    exclude: textList('Variables that are left alone, by name.'),
    set: {
      type: 'object',
      propertyNames: {
        pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
        description: 'the name of a variable: letters, digits and _, no digit first',
      },
      additionalProperties: {
        type: 'string',
        pattern: '^[^\\u0000-\\u001f]*$',
        description: 'one line, without control characters',
      },
      description: 'Variables of your own with their values; {CENTRAL} stands for the central folder.',
    },
  }),
  defaults: { dir: null, profile: 'caches', include: [], exclude: [], set: {} },
};
