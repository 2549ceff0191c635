import type { OfferedVersion, SkippedVersion } from './candidate';
import type { ToolVerdict } from './verdict';

/**
 * Groups with `sameVersion`: the newest version that every one of its tools may move to or has already; where there is none, none of them
 * moves. Verdicts of all other tools pass unchanged.
 */
export function settleSameVersion(verdicts: readonly ToolVerdict[]): readonly ToolVerdict[] {
  return verdicts.map((verdict) => {
    const { group, sameVersion } = verdict.bench.rules;
    if (!sameVersion || verdict.open.length === 0) return verdict;
    const members = verdicts.filter(({ bench }) => bench.rules.group === group);
    const shared = verdict.open.filter(({ version }) => members.every((member) => canHave(member, version)));
    const waiting = verdict.open.filter((offered) => isAbove(verdict, offered, shared[0]));
    return {
      ...verdict,
      open: shared,
      skipped: [...verdict.skipped, ...waiting.map((offered) => wait(verdict, offered, members))],
    };
  });
}

function canHave({ bench, open }: ToolVerdict, version: string): boolean {
  const { scheme, installed } = bench.candidate;
  return (
    scheme.compare(installed, version) === 0 || open.some((offered) => scheme.compare(offered.version, version) === 0)
  );
}

function isAbove({ bench }: ToolVerdict, offered: OfferedVersion, target: OfferedVersion | undefined): boolean {
  return target === undefined || bench.candidate.scheme.compare(offered.version, target.version) > 0;
}

function wait({ bench }: ToolVerdict, { version }: OfferedVersion, members: readonly ToolVerdict[]): SkippedVersion {
  const { manager, tool } = bench.candidate;
  const missing = members.filter((member) => !canHave(member, version)).map((member) => member.bench.candidate.tool);
  const text = `the group ${bench.rules.group ?? ''} moves together, and ${missing.join(', ')} cannot have it`;
  return { manager, tool, version, code: 'group-waits', text };
}
