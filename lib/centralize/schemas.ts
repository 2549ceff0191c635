import { strictObject } from '../config';

const defaults = Object.fromEntries(['linux', 'darwin', 'win32'].map((os) => [os, { type: ['string', 'null'] }]));

const variable = strictObject('One variable of a tool.', {
  tool: { type: 'string' },
  variable: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
  programs: {
    type: 'array',
    items: { type: 'string' },
    description: 'The tool is here when one of them is on the PATH.',
  },
  kind: { enum: ['cache', 'config', 'data', 'state'] },
  default: {
    ...strictObject('Where it lies without the variable; null: nowhere.', defaults),
    required: ['linux', 'darwin', 'win32'],
  },
  template: { type: 'string' },
  scope: { enum: ['global', 'perProject'] },
  evidence: { enum: ['tested', 'doc', 'memory'] },
  unsafe: { type: 'string', description: 'Why it is never set for all projects, or never moved.' },
  note: { type: 'string' },
});

const required = ['tool', 'variable', 'programs', 'kind', 'default', 'template', 'scope', 'evidence'];

/** Schema of config/data/env-vars.json. */
export const schemas = {
  'env-vars': {
    ...strictObject('The variables that move caches, data, state and config of tools.', {
      $schema: { type: 'string' },
      about: { type: 'string' },
      variables: { type: 'array', items: { ...variable, required } },
    }),
    required: ['about', 'variables'],
  },
};
