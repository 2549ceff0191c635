import { decideUpdates, type Candidate, type OfferedVersion, type UpdateConfig } from '../../../lib/update';
import { pep440Scheme, semverScheme } from '../../../lib/versions';

export const now = Date.UTC(2026, 0, 31);
const day = 86_400_000;

export const shipped: UpdateConfig = {
  allow: ['*'],
  deny: [],
  maxMajor: {},
  minAgeDays: 3,
  unknownAge: 'deny',
  prerelease: false,
  groups: {},
  overrides: {},
};

/** `1.2.0` is a month old, `1.2.0@2` two days, `1.2.0@?` has no date, `1.2.0@x` one that no one can read, `1.2.0!bad` is deprecated, `1.2.0~bad` taken back. */
function readOffer(text: string): OfferedVersion {
  const [, version = '', age, deprecated, yanked] = /^([^@!~]+)(?:@([^!~]+))?(?:!(.*))?(?:~(.*))?$/.exec(text) ?? [];
  const published =
    age === '?' ? undefined : age === 'x' ? 'yesterday' : new Date(now - Number(age ?? 30) * day).toISOString();
  return { version, published, deprecated, yanked };
}

export interface Case {
  readonly says: string;
  readonly tool?: string;
  readonly python?: true;
  readonly installed?: string;
  readonly pin?: string;
  readonly latest?: string;
  readonly offers: string;
  readonly policy?: Partial<UpdateConfig>;
  /** The version it moves to; absent: it stays. */
  readonly target?: string;
  /** `version code`, newest first. */
  readonly skipped?: readonly string[];
  readonly proposes?: string;
  /** The version for which its pin has to be edited. */
  readonly stuck?: string;
}

export function candidateOf({ tool = 'npm:tool', python, installed = '1.0.0', pin, latest, offers }: Case): Candidate {
  const [manager = '', ...rest] = tool.split(':');
  return {
    manager: python === true ? 'pipx' : manager,
    tool: rest.join(':'),
    scheme: python === true ? pep440Scheme : semverScheme,
    installed,
    pin,
    latest,
    versions: offers.split(' ').map(readOffer),
  };
}

export function outcomeOf(one: Case): Record<'target' | 'skipped' | 'proposes' | 'stuck', unknown> {
  const { actionable, skipped, pinProposals, stuckPins } = decideUpdates(
    [candidateOf(one)],
    { ...shipped, ...one.policy },
    now,
  );
  return {
    target: actionable[0]?.target,
    skipped: skipped.map(({ version, code }) => `${version} ${code}`),
    proposes: pinProposals[0]?.to,
    stuck: stuckPins[0]?.version,
  };
}

/** One test for each case of a table. */
export function testCases(cases: readonly Case[]): void {
  it.each(cases)('$says', (one) => {
    const { target, skipped = [], proposes, stuck } = one;
    expect(outcomeOf(one)).toEqual({ target, skipped, proposes, stuck });
  });
}
