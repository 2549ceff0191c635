import { strictObject } from '../config';

const text = { type: 'string' };
const candidate = { name: text, source: text, owner: text, target: text };
const program = {
  ...strictObject('A program that a source offers.', {
    ...candidate,
    skipped: { type: ['string', 'null'], description: 'Why it can never win; null for a program of its own.' },
  }),
  required: [...Object.keys(candidate), 'skipped'],
};

const command = {
  name: text,
  winner: {
    ...strictObject('What its wrapper runs; null: it has no wrapper.', {
      ...candidate,
      skipped: { type: 'null' },
    }),
    type: ['object', 'null'],
    required: Object.keys(candidate),
  },
  rule: {
    enum: [
      'only candidate',
      'priority',
      'order of sources',
      'order of names',
      'name of the system',
      'denied by the config',
      'only launchers',
    ],
    description: 'Why the winner won, or why there is none.',
  },
  candidates: { type: 'array', items: program, description: 'Best first.' },
};

const report = {
  generated: text,
  bin: { type: 'string', description: 'The folder of the wrappers.' },
  commands: { type: 'array', items: { ...strictObject('A command.', command), required: Object.keys(command) } },
  kept: {
    type: 'array',
    items: {
      ...strictObject('A file in the place of a wrapper that stays as it is.', {
        file: text,
        path: text,
        why: { enum: ['edited', 'foreign', 'folder', 'link', 'other'] },
      }),
      required: ['file', 'path', 'why'],
    },
  },
  unreadable: {
    type: 'array',
    items: {
      ...strictObject('A source that could not be read; its wrappers stay.', { source: text, reason: text }),
      required: ['source', 'reason'],
    },
  },
  refused: {
    type: 'array',
    items: {
      ...strictObject('A form that a command cannot have.', { command: text, kind: text, reason: text }),
      required: ['command', 'kind', 'reason'],
    },
  },
  formless: {
    type: 'array',
    items: {
      ...strictObject('A command that can have none of the forms asked for; a wrapper it has stays.', {
        command: text,
        reasons: { type: 'array', items: text, description: 'Of each form.' },
      }),
      required: ['command', 'reasons'],
    },
  },
};

const owned = { sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' }, command: text, source: text, target: text };

/** Schemas of reports/masterbin.json, of the list of our own wrappers in the bin folder, of the list of such folders, and of config/data/system-names.json. */
export const schemas = {
  masterbin: {
    ...strictObject('Which program each command runs, and why.', report),
    required: Object.keys(report),
  },
  'masterbin-manifest': {
    ...strictObject('The wrappers that are ours, .clistack-bin.json in the bin folder.', {
      version: { const: 1 },
      files: {
        type: 'object',
        additionalProperties: { ...strictObject('A file of ours.', owned), required: Object.keys(owned) },
      },
      before: {
        type: 'object',
        additionalProperties: owned.sha256,
        description: 'What files held before a rebuild that is under way.',
      },
    }),
    required: ['version', 'files', 'before'],
  },
  'bin-folders': {
    ...strictObject('Folders that masterbin.dir names or named, bin-folders.json in the folder of the state.', {
      folders: { type: 'array', items: text, uniqueItems: true },
    }),
    required: ['folders'],
  },
  'system-names': {
    ...strictObject('Commands that never get a wrapper.', {
      $schema: text,
      about: text,
      names: {
        type: 'object',
        additionalProperties: { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true },
        description: 'By group; the groups mean nothing to the code.',
      },
    }),
    required: ['about', 'names'],
  },
};
