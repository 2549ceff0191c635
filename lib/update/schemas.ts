import { strictObject } from '../config';
import type { SkipCode } from './candidate';

const text = { type: 'string' };
const orNull = { type: ['string', 'null'] };

/** Every code, by type: a new one that is missing here does not compile. */
const codes: Readonly<Record<SkipCode, true>> = {
  pinned: true,
  denied: true,
  'not-allowed': true,
  prerelease: true,
  'beyond-latest': true,
  'max-major': true,
  'too-young': true,
  'age-unknown': true,
  deprecated: true,
  yanked: true,
  downgrade: true,
  'group-waits': true,
  unreadable: true,
};

function listOf(description: string, properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const named = { manager: text, tool: text, ...properties };
  return { type: 'array', items: { ...strictObject(description, named), required: Object.keys(named) } };
}

const report = {
  generated: text,
  actionable: listOf('A tool and the version that pins and policy allow.', {
    installed: text,
    target: text,
    published: orNull,
    pin: orNull,
    group: orNull,
  }),
  skipped: listOf('A newer version that is not offered, above the target or below it.', {
    version: text,
    code: { enum: Object.keys(codes) },
    text,
  }),
  pinProposals: listOf('A pin that alone holds a version back.', { from: text, to: text, version: text }),
  stuckPins: listOf('A pin that does so too, and has no form that could be proposed.', { pin: text, version: text }),
  marked: listOf('An installed package that its registry marks: the tool, or one that it needs.', {
    package: text,
    version: text,
    kind: { enum: ['deprecated', 'yanked'] },
    text,
  }),
  vulnerable: listOf('A known weakness of something installed.', {
    package: text,
    version: text,
    id: text,
    severity: text,
    title: text,
  }),
  notAudited: listOf('A tool whose weaknesses nobody could tell.', { reason: text }),
  latest: listOf('What the registry calls the latest.', {
    latest: text,
    pin: { ...orNull, description: 'The pin of then.' },
    installed: { ...text, description: 'The version of then.' },
  }),
  failed: listOf('A tool that could not be asked about.', { code: text, reason: text }),
  policy: { ...text, description: 'sha256 of update in the config by which it was decided.' },
};

/** Schema of reports/updates.json. */
export const schemas = {
  updates: { ...strictObject('What Update.Check found.', report), required: Object.keys(report) },
};
