import type { ConfigPiece } from './config';
import { pathSchema } from './pieces';
import { codeFolders, nullablePath, strictObject } from './shapes';

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
