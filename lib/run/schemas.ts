import { exitStatuses } from '../kernel/exit-statuses';
import { strictObject } from '../config';

const states = ['succeeded', 'no-op', 'partial', 'skipped', 'failed', 'blocked', 'cancelled'];
const nullableText = { type: ['string', 'null'] };

const task = {
  ...strictObject('One task of the run, in the order they ended.', {
    task: { type: 'string' },
    state: { enum: states },
    status: { enum: Object.keys(exitStatuses).map(Number) },
    duration_ms: { type: 'integer', minimum: 0 },
    reason: { ...nullableText, description: 'Why it ended as partial, skipped, blocked or cancelled.' },
    why: {
      type: 'string',
      description: 'Why its code ran, or did not have to; only for a task that says what it reads and makes.',
    },
    steps: {
      type: 'array',
      items: {
        type: 'object',
        properties: { kind: { type: 'string' }, path: { type: 'string' } },
        required: ['kind', 'path'],
      },
      description: 'What it would change; only in a dry run.',
    },
  }),
  required: ['task', 'state', 'status', 'duration_ms', 'reason'],
};

const error = {
  ...strictObject('The cause of a failure.', {
    code: {
      type: 'string',
      minLength: 1,
      description: 'Three letters and three digits, or what a fault of your own says.',
    },
    message: { type: 'string' },
    fix: { type: 'string', description: 'What to type next.' },
    data: {},
  }),
  type: ['object', 'null'],
  required: ['code', 'message', 'fix', 'data'],
};

const warning = {
  ...strictObject('One warning.', { task: { type: 'string' }, message: { type: 'string' } }),
  required: ['task', 'message'],
};

const envelope = {
  success: { type: 'boolean', description: 'True for 0 and 20x.' },
  task: { type: 'string', description: 'The names of the line.' },
  corr_id: { type: 'string', pattern: '^[0-9a-f-]{36}$' },
  exit_code: { enum: Object.keys(exitStatuses).map(Number), description: 'Whole; a POSIX shell shows it modulo 256.' },
  duration_ms: { type: 'integer', minimum: 0 },
  dry_run: { type: 'boolean' },
  data: { description: 'The answer of the task, or of each by name. Cut above 4 KB.' },
  data_file: { ...nullableText, description: 'The file with the whole document when it was cut.' },
  error,
  warnings: { type: 'array', items: warning, description: 'What tasks warned about, in order; the first 500.' },
  tasks: { type: 'array', items: task },
};

const redefined = {
  type: 'array',
  items: {
    ...strictObject('A task of this run that a later task folder defines in the place of an earlier one.', {
      task: { type: 'string' },
      file: { type: 'string' },
      instead_of: { type: 'string' },
    }),
    required: ['task', 'file', 'instead_of'],
  },
};

const summary = {
  type: 'object',
  description: 'Where the time went; only with --summary, and in the file when the document was cut.',
};

/** Schemas of what a run writes. */
export const schemas = {
  envelope: {
    ...strictObject('The one document on stdout with --json.', { ...envelope, summary, redefined }),
    required: Object.keys(envelope),
  },
  'log-line': {
    type: 'object',
    description: 'One line of logs/<day>.jsonl; further fields are free.',
    properties: {
      ts: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' },
      task: { type: 'string' },
      level: { enum: ['error', 'warn', 'info', 'verbose', 'debug'] },
      msg: { type: 'string' },
      elapsed_ms: { type: 'number', minimum: 0 },
      host: { type: 'string' },
      username: { type: 'string' },
      corr_id: { type: 'string' },
    },
    required: ['ts', 'task', 'level', 'msg', 'elapsed_ms', 'host', 'username', 'corr_id'],
  },
};
