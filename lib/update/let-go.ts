import type { OfferedVersion } from './candidate';
import type { Bench } from './judge';

/** The policy without what excludes every version that the pin includes: who pins ^4 means it, whatever latest and maxMajor say. */
export function obeyingPin(bench: Bench, fitting: readonly OfferedVersion[]): Bench {
  const { candidate, rules, pin } = bench;
  const { scheme, latest } = candidate;
  const { maxMajor } = rules;
  const isAll = (excluded: (version: string) => boolean): boolean =>
    pin !== undefined && fitting.every(({ version }) => excluded(version));
  const isAbove = latest !== undefined && isAll((version) => scheme.compare(version, latest) > 0);
  const isTooHigh = typeof maxMajor === 'number' && isAll((version) => (scheme.major(version) ?? 0) > maxMajor);
  return {
    ...bench,
    candidate: isAbove ? { ...candidate, latest: undefined } : candidate,
    rules: isTooHigh ? { ...rules, maxMajor: undefined } : rules,
  };
}

/**
 * The policy, and after it the same with ever less in it, for a tool that has to come. What the registry holds back from everybody comes only by
 * a pin: without one nobody asked for it. `deny` and maxMajor hold to the end, and so does what was taken back.
 */
export function lettingGo(bench: Bench): readonly Bench[] {
  const less = (on: Bench, rules: Partial<Bench['rules']>): Bench => ({ ...on, rules: { ...on.rules, ...rules } });
  const beyond = bench.pin === undefined ? bench : { ...bench, candidate: { ...bench.candidate, latest: undefined } };
  const young = less(beyond, { minAgeDays: 0 });
  const deprecated = { ...young, letsDeprecated: true };
  return [bench, beyond, young, deprecated, { ...less(deprecated, { prerelease: true }), holdsLatest: true }];
}
