import { strictObject } from '../config';
import { codeShape } from './check';

const finding = {
  code: { type: 'string', pattern: codeShape.source },
  severity: { enum: ['info', 'warning', 'error'] },
  message: { type: 'string' },
  evidence: { type: 'object', description: 'What was seen.' },
  fix: {
    type: ['string', 'null'],
    description: 'A line for the shell that puts it right; null where only you can decide.',
  },
};

const check = {
  code: { type: 'string', pattern: codeShape.source },
  title: { type: 'string' },
  result: { enum: ['ok', 'findings', 'off', 'could not check'] },
};

const report = {
  generated: { type: 'string' },
  findings: {
    type: 'array',
    items: { ...strictObject('Something that is not as it should be.', finding), required: Object.keys(finding) },
  },
  checks: {
    type: 'array',
    items: { ...strictObject('A check and how it ended.', check), required: Object.keys(check) },
  },
  notChecked: {
    type: 'array',
    items: {
      type: 'object',
      properties: { code: { type: 'string' }, reason: { type: 'string' } },
      required: ['code', 'reason'],
    },
  },
};

/** Schema of reports/health.json. */
export const schemas = {
  health: { ...strictObject('What Health.Check found.', report), required: Object.keys(report) },
};
