import { counted } from '../kernel/counted';
import type { VersionRange } from '../versions';
import type { Candidate, OfferedVersion, SkipCode } from './candidate';
import type { ToolRules } from './rules';

const day = 86_400_000;

/** Why a version is not offered; undefined when it may be. */
export interface Refusal {
  readonly code: SkipCode;
  readonly text: string;
}

/** All that the judgement of one version depends on. */
export interface Bench {
  readonly candidate: Candidate;
  readonly rules: ToolRules;
  /** Undefined for a free tool. */
  readonly pin: VersionRange | undefined;
  /** Wall clock, milliseconds since 1970. */
  readonly now: number;
  /** Whether a version that its author marks may come. */
  readonly letsDeprecated?: boolean;
  /** Whether a prerelease, too, may not be above what the registry calls latest. */
  readonly holdsLatest?: boolean;
}

/**
 * The policy on one version that is newer than the installed one. What is wrong with the version itself is said before what the user
 * decided, and the pin last: a version that is refused only by the pin is what a new pin may be proposed for.
 */
export function judgeVersion(bench: Bench, offered: OfferedVersion): Refusal | undefined {
  return (
    brokenVersion(bench, offered) ??
    deniedVersion(bench, offered) ??
    policyOf(bench, offered) ??
    heldByPin(bench, offered)
  );
}

function brokenVersion({ letsDeprecated = false }: Bench, { deprecated, yanked }: OfferedVersion): Refusal | undefined {
  if (yanked !== undefined) return { code: 'yanked', text: withReason('it was taken back', yanked) };
  if (deprecated !== undefined && !letsDeprecated)
    return { code: 'deprecated', text: withReason('it is deprecated', deprecated) };
  return undefined;
}

function deniedVersion({ candidate: { scheme }, rules }: Bench, { version }: OfferedVersion): Refusal | undefined {
  // A range that cannot be read is an error of the config; until it is put right it denies every version.
  const denied = rules.denied.find(
    ({ range }) => range === undefined || scheme.range(range)?.refuses(version) !== false,
  );
  if (denied !== undefined) return { code: 'denied', text: `update.deny names ${denied.text}` };
  return rules.allowed ? undefined : { code: 'not-allowed', text: 'update.allow does not name the tool' };
}

function policyOf(bench: Bench, offered: OfferedVersion): Refusal | undefined {
  const { candidate, rules, holdsLatest = false } = bench;
  const { scheme, installed, latest } = candidate;
  const { version } = offered;
  const isPrerelease = scheme.isPrerelease(version);
  if (!rules.prerelease && isPrerelease)
    return { code: 'prerelease', text: 'it is a prerelease, and prerelease is false for this tool' };
  // What the registry holds back from everybody (a tag such as `next`) is no update, however high its number is. Prereleases always are.
  if ((!isPrerelease || holdsLatest) && latest !== undefined && scheme.compare(version, latest) > 0)
    return { code: 'beyond-latest', text: `the registry calls ${latest} the latest` };
  const limit = rules.maxMajor === 'installed' ? scheme.major(installed) : rules.maxMajor;
  if (limit !== undefined && (scheme.major(version) ?? 0) > limit)
    return { code: 'max-major', text: `its first number is above ${limit}` };
  return ageOf(bench, offered);
}

function ageOf({ rules, now }: Bench, { published }: OfferedVersion): Refusal | undefined {
  const { minAgeDays, unknownAge } = rules;
  if (minAgeDays === 0) return undefined;
  const since = published === undefined ? Number.NaN : Date.parse(published);
  if (Number.isNaN(since)) {
    if (unknownAge === 'allow') return undefined;
    return { code: 'age-unknown', text: 'the registry gives no date for it, and unknownAge is deny for this tool' };
  }
  const old = Math.floor((now - since) / day);
  if (old >= minAgeDays) return undefined;
  return {
    code: 'too-young',
    text:
      old < 0
        ? 'its date lies in the future'
        : `it is ${counted(old, 'day')} old, and minAgeDays is ${minAgeDays} for this tool`,
  };
}

function heldByPin({ pin }: Bench, { version }: OfferedVersion): Refusal | undefined {
  if (pin === undefined || pin.includes(version)) return undefined;
  return { code: 'pinned', text: `the pin is ${pin.text}` };
}

function withReason(text: string, reason: string): string {
  return reason.trim() === '' ? text : `${text}: ${reason.trim()}`;
}
