import { strictObject, textList, type ConfigPiece } from '../config';

/** What may be said for all tools, for a group and for one tool. */
export interface PolicyRules {
  /** Days that a version must have been public, by the registry's dates. */
  readonly minAgeDays: number;
  /** What happens to a version that the registry gives no date for. */
  readonly unknownAge: 'allow' | 'deny';
  readonly prerelease: boolean;
}

export interface GroupRules extends Partial<PolicyRules> {
  /** Patterns of the tools that move together. */
  readonly tools: readonly string[];
  readonly maxMajor?: MajorLimit;
  /** They move only to a version that every one of them may move to. */
  readonly sameVersion?: boolean;
}

export interface OverrideRules extends Partial<PolicyRules> {
  readonly maxMajor?: MajorLimit;
}

/** The highest first number, or `installed`: never another than the installed one has. */
export type MajorLimit = number | 'installed';

export interface UpdateConfig extends PolicyRules {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  readonly maxMajor: Readonly<Record<string, MajorLimit>>;
  readonly groups: Readonly<Record<string, GroupRules>>;
  readonly overrides: Readonly<Record<string, OverrideRules>>;
}

declare module '../config/config' {
  interface Config {
    readonly update: UpdateConfig;
  }
}

const rules = {
  minAgeDays: {
    type: 'integer',
    minimum: 0,
    maximum: 3650,
    description: "Days that a version must have been public, by the registry's dates.",
  },
  unknownAge: {
    enum: ['allow', 'deny'],
    description: 'What happens to a version that the registry gives no date for, while minAgeDays is not 0.',
  },
  prerelease: { type: 'boolean', description: 'Whether alpha, beta and candidate versions are offered.' },
};

const limit = {
  anyOf: [{ type: 'integer', minimum: 0 }, { const: 'installed' }],
  description: 'The highest first number of a version; installed: never another than the installed one has.',
};

const byPattern = { type: 'object', propertyNames: { minLength: 1 } };

export const configPiece: ConfigPiece = {
  key: 'update',
  schema: strictObject('Which updates are offered, and which Update.All makes. A pin always wins.', {
    allow: textList(
      'Tools that may be updated: prettier, npm:@types/*, pipx:*, *. Nothing else is. * stands for any text, and no other sign does.',
    ),
    deny: textList(
      'Tools, or versions of them with their prereleases, that are never updated to: npm:eslint, prettier@3.6.x. Wins over allow.',
    ),
    maxMajor: {
      ...byPattern,
      additionalProperties: limit,
      description: 'By tool or pattern: the highest first number. First a key without *, then the longer one.',
    },
    ...rules,
    groups: {
      ...byPattern,
      description: 'Tools that are updated together: when one of them fails, all of them stay as they were.',
      additionalProperties: {
        ...strictObject('A group, by its name.', {
          tools: textList('Patterns of the tools in it; the first group that a tool fits is its group.'),
          ...rules,
          maxMajor: limit,
          sameVersion: {
            type: 'boolean',
            description: 'Moves only to a version that every one of them may move to. Default: false.',
          },
        }),
        required: ['tools'],
      },
    },
    overrides: {
      ...byPattern,
      description:
        'By tool or pattern: what is different for it. Wins over its group. Of several keys one holds: first one without *, then the longer one.',
      additionalProperties: strictObject('What is different.', { ...rules, maxMajor: limit }),
    },
  }),
  defaults: {
    allow: ['*'],
    deny: [],
    maxMajor: {},
    minAgeDays: 3,
    unknownAge: 'deny',
    prerelease: false,
    groups: {},
    overrides: {},
  },
};
