import { strictObject } from '../config';

const moment = (description: string): Readonly<Record<string, unknown>> => ({
  ...strictObject(description, {
    wall: { type: 'number', description: 'Milliseconds since 1970.' },
    bootId: { type: 'string' },
    uptime: { type: 'number', description: 'Milliseconds since the machine started.' },
  }),
  required: ['wall', 'bootId', 'uptime'],
});

const manifest = {
  format: { const: 1 },
  id: { type: 'string' },
  origin: { type: 'string', description: 'Where it came from, absolute.' },
  kind: { enum: ['cache', 'config'] },
  reason: { type: 'string' },
  hash: {
    type: 'string',
    pattern: '^[0-9a-f]{64}$',
    description: 'sha256 over names, kinds, modes, link targets and contents.',
  },
  bytes: { type: 'number', minimum: 0 },
  quarantined: moment('When it was moved here.'),
  ttlDays: { type: 'integer', minimum: 1 },
  expiredSeen: { anyOf: [{ type: 'null' }, moment('When a purge first found it expired.')] },
};

/** Schema of manifest.json beside every quarantined original. */
export const schemas = {
  manifest: { ...strictObject('A quarantined original.', manifest), required: Object.keys(manifest) },
};
