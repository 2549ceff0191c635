import type { OfferedVersion, SkippedVersion } from './candidate';
import type { UpdateConfig } from './config';
import type { MeantTool } from './patterns';
import { rulesFor } from './rules';
import type { ToolVerdict } from './verdict';

/** Groups with a tool that could not be asked about: all of them wait, and none of their pins is proposed. */
export function holdGroups(
  verdicts: readonly ToolVerdict[],
  config: UpdateConfig,
  unasked: readonly MeantTool[],
): readonly ToolVerdict[] {
  const missing = unasked.map((one) => ({ tool: one.tool, group: rulesFor(config, one).group }));
  return verdicts.map((verdict) => {
    const { group } = verdict.bench.rules;
    const names = missing.filter((one) => group !== undefined && one.group === group).map(({ tool }) => tool);
    if (names.length === 0) return verdict;
    const why = `${names.join(', ')} could not be asked about`;
    const waiting = verdict.open.map((offered) => wait(verdict, offered, why));
    return { ...verdict, open: [], behindPin: [], skipped: [...verdict.skipped, ...waiting] };
  });
}

/**
 * Groups with `sameVersion`: the newest version that every one of its tools may move to or has already; where there is none, none of them
 * moves. A new pin is proposed for what all could have if the pins of the group moved. Verdicts of all other tools pass unchanged.
 */
export function settleSameVersion(verdicts: readonly ToolVerdict[]): readonly ToolVerdict[] {
  return verdicts.map((verdict) => {
    const { group, sameVersion } = verdict.bench.rules;
    if (!sameVersion) return verdict;
    const members = verdicts.filter(({ bench }) => bench.rules.group === group);
    const behindPin = verdict.behindPin.filter(({ version }) => members.every((member) => couldHave(member, version)));
    const shared = verdict.open.filter(({ version }) => members.every((member) => canHave(member, version)));
    const waiting = verdict.open.filter((offered) => isAbove(verdict, offered, shared[0]));
    return {
      ...verdict,
      open: shared,
      behindPin,
      skipped: [...verdict.skipped, ...waiting.map((offered) => wait(verdict, offered, whoLacks(members, offered)))],
    };
  });
}

function canHave({ bench, open }: ToolVerdict, version: string): boolean {
  const { scheme, installed } = bench.candidate;
  return [installed, ...open.map((offered) => offered.version)].some((one) => scheme.compare(one, version) === 0);
}

/** If its pin moved as well. */
function couldHave(verdict: ToolVerdict, version: string): boolean {
  return canHave(verdict, version) || canHave({ ...verdict, open: verdict.behindPin }, version);
}

function isAbove({ bench }: ToolVerdict, offered: OfferedVersion, target: OfferedVersion | undefined): boolean {
  return target === undefined || bench.candidate.scheme.compare(offered.version, target.version) > 0;
}

function whoLacks(members: readonly ToolVerdict[], { version }: OfferedVersion): string {
  const missing = members.filter((member) => !canHave(member, version)).map((member) => member.bench.candidate.tool);
  return `${missing.join(', ')} cannot have it`;
}

function wait({ bench }: ToolVerdict, { version }: OfferedVersion, why: string): SkippedVersion {
  const { manager, tool } = bench.candidate;
  const text = `the group ${bench.rules.group ?? ''} moves together, and ${why}`;
  return { manager, tool, version, code: 'group-waits', text };
}
