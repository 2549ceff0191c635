import type { OfferedVersion } from './candidate';
import type { UpdateConfig } from './config';
import { judgeVersion, type Bench } from './judge';
import type { MeantTool } from './patterns';
import { rulesFor } from './rules';

export interface Choice extends MeantTool {
  /** The pin as written; undefined for a free tool. */
  readonly pin: string | undefined;
  /** What the registry calls the latest; undefined where it has no such word. */
  readonly latest: string | undefined;
  readonly versions: readonly OfferedVersion[];
}

/**
 * Which version of a tool to install where none is there or another has to come: the newest that pin and policy allow. Where the policy
 * allows none (all of them are too young, or the pin names what the registry does not call the latest yet), the newest that the pin allows and that is neither broken nor a prerelease: the user listed
 * the tool, so it has to come.
 * @param now wall clock, milliseconds since 1970.
 */
export function chooseVersion(choice: Choice, config: UpdateConfig, now: number): string | undefined {
  const { scheme, pin, versions } = choice;
  const range = pin === undefined ? undefined : scheme.range(pin);
  if (pin !== undefined && range === undefined) return undefined;
  const rules = rulesFor(config, choice);
  // To be listed in `tools` is allowance enough; what `deny` says of single versions still counts.
  const denied = rules.denied.filter(({ range: named }) => named !== undefined);
  const bench: Bench = {
    candidate: { ...choice, installed: '' },
    rules: { ...rules, allowed: true, denied, prerelease: rules.prerelease || mayBePrerelease(range, choice) },
    pin: range,
    now,
  };
  const fitting = versions
    .filter(({ version }) => scheme.normalise(version) !== undefined && (range?.includes(version) ?? true))
    .toSorted((a, b) => scheme.compare(b.version, a.version));
  const latest = range === undefined ? choice.latest : undefined;
  const lenient: Bench = {
    ...bench,
    candidate: { ...bench.candidate, latest },
    rules: { ...bench.rules, minAgeDays: 0 },
  };
  const open = [bench, lenient].map((on) => fitting.find((offered) => judgeVersion(on, offered) === undefined));
  return (open[0] ?? open[1] ?? exactOf(range?.exact, fitting))?.version;
}

/** A pin that names a prerelease means it. */
function mayBePrerelease(range: Bench['pin'], { scheme, versions }: Choice): boolean {
  return range !== undefined && versions.some(({ version }) => scheme.isPrerelease(version) && range.includes(version));
}

/** An exact pin is obeyed even where the version is deprecated: the user named it. */
function exactOf(exact: string | undefined, fitting: readonly OfferedVersion[]): OfferedVersion | undefined {
  return exact === undefined ? undefined : fitting[0];
}
