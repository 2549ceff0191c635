import { strictObject } from '../config';

const integrity = { type: 'string', pattern: '^sha(?:1|256|384|512)-[A-Za-z0-9+/]+={0,2}$' };
const text = { type: 'string', minLength: 1 };

const platforms = {
  type: 'array',
  items: { type: 'string', pattern: '^[a-z0-9]+(?:-[a-z0-9]+)?$' },
  uniqueItems: true,
};

const lockedPackage = {
  ...strictObject('One package of the tree.', {
    key: { ...text, description: 'Where it lies in the tree.' },
    name: text,
    version: text,
    integrity: { type: 'array', items: integrity, description: 'Hashes of its files, one for each platform.' },
    source: { type: 'string', description: 'Where it was found.' },
    platforms: { ...platforms, description: 'Those of the platforms of the tool that need it; absent: all of them.' },
  }),
  required: ['key', 'name', 'version', 'integrity'],
};

const lockedTool = {
  manager: text,
  tool: text,
  wanted: { type: ['string', 'null'], description: 'The pin when it was locked; null for a tool without one.' },
  resolved: { ...text, description: 'The exact version.' },
  integrity: { ...integrity, description: 'One hash over all packages.' },
  source: { type: ['string', 'null'], description: 'Where the tool was found.' },
  date: { type: 'string', description: 'When it was resolved.' },
  provenance: { type: ['string', 'null'], description: "Address of the registry's attestation." },
  platforms: {
    ...platforms,
    description:
      'Where its packages were looked up, such as linux-x64. Absent: one tree is for all, or it is not known.',
  },
  packages: { type: 'array', items: lockedPackage },
  file: {
    ...strictObject("The manager's own lock file.", {
      sha256: integrity,
      lines: { type: 'array', items: { type: 'string' } },
    }),
    required: ['sha256', 'lines'],
  },
};

const lock = {
  version: { const: 1, description: 'Version of the format.' },
  tools: {
    type: 'array',
    description: 'Sorted by manager and tool.',
    items: {
      ...strictObject('One tool with its whole tree.', lockedTool),
      required: Object.keys(lockedTool).filter((key) => key !== 'platforms'),
    },
  },
};

/** Schema of pins.lock.json. */
export const schemas = {
  'pins-lock': {
    ...strictObject('Which versions of which tools are installed, to the hash of every file.', {
      $schema: { type: 'string' },
      ...lock,
    }),
    required: Object.keys(lock),
  },
};
