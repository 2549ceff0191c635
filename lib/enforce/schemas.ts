import { strictObject } from '../config';

const kind = strictObject('One kind of cache folder.', {
  pattern: { type: 'string' },
  tool: { type: 'string', pattern: '^[a-z0-9-]+(?:/[a-z0-9-]+)?$', description: 'Folder below the central one.' },
  type: { enum: ['dir', 'file'] },
  link: { type: 'boolean', description: 'May become a link to a folder of its own.' },
  beside: { type: 'array', items: { type: 'string' }, description: 'One of these has to lie beside it.' },
  reason: { type: 'string', description: 'Why it is never linked.' },
  evidence: { enum: ['tested', 'memory'] },
  note: { type: 'string' },
  danglingTarget: { type: 'string', description: 'What the tool does when the target is missing.' },
});

/** Schema of config/data/cache-patterns.json. */
export const schemas = {
  'cache-patterns': {
    ...strictObject('Cache folders of projects.', {
      $schema: { type: 'string' },
      about: { type: 'string' },
      patterns: {
        type: 'array',
        items: {
          ...kind,
          required: ['pattern', 'tool', 'type', 'link', 'evidence'],
        },
      },
    }),
    required: ['about', 'patterns'],
  },
};
