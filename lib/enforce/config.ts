import { strictObject, textList, type ConfigPiece } from '../config';

export interface EnforceConfig {
  readonly original: 'quarantine' | 'move';
  readonly patterns: Readonly<Record<string, 'link' | 'leave'>>;
  readonly exclude: readonly string[];
}

declare module '../config/config' {
  interface Config {
    readonly enforce: EnforceConfig;
  }
}

export const configPiece: ConfigPiece = {
  key: 'enforce',
  schema: strictObject('Which cache folders of projects become links into the central folder.', {
    original: {
      enum: ['quarantine', 'move'],
      description:
        'What becomes of the folder: quarantine it with a manifest, or move it into the central folder, which keeps the cache warm.',
    },
    patterns: {
      type: 'object',
      propertyNames: {
        pattern: '^(?!\\.{1,2}(?:/|$))[^\\\\/]+(?:/(?!\\.{1,2}$)[^\\\\/]+)?$',
        description: 'the name of a folder, or two with / between them',
      },
      additionalProperties: { enum: ['link', 'leave'] },
      description:
        'Folder names (at most two parts) that are linked per project, or left alone, in addition to the catalogue.',
    },
    exclude: textList('Folders below which nothing is changed: a name, or a path from the home with ~/ or absolute.'),
  }),
  defaults: { original: 'quarantine', patterns: {}, exclude: [] },
};
