import type { Actionable, Candidate, Decision, OfferedVersion, SkippedVersion } from './candidate';
import type { UpdateConfig } from './config';
import { holdGroups, settleSameVersion } from './groups';
import { judgeVersion, type Bench } from './judge';
import type { MeantTool } from './patterns';
import { rulesFor } from './rules';
import type { ToolVerdict } from './verdict';

/**
 * The whole update policy: which of the installed tools may move to which version, and why every other newer version is not offered.
 * Pure: the same input gives the same answer, in the order of the candidates.
 * @param now wall clock, milliseconds since 1970. @param unasked tools that are no candidates because nobody could tell of them.
 */
export function decideUpdates(
  candidates: readonly Candidate[],
  config: UpdateConfig,
  now: number,
  unasked: readonly MeantTool[] = [],
): Decision {
  const verdicts = candidates.map((candidate) => judgeTool(candidate, config, now));
  const settled = settleSameVersion(holdGroups(verdicts, config, unasked));
  const pins = settled.map(movePin);
  return {
    actionable: settled.flatMap(toActionable),
    skipped: settled.flatMap(({ skipped }) => skipped),
    pinProposals: pins.flatMap(({ pinProposals = [] }) => pinProposals),
    stuckPins: pins.flatMap(({ stuckPins = [] }) => stuckPins),
  };
}

function judgeTool(candidate: Candidate, config: UpdateConfig, now: number): ToolVerdict {
  const { manager, tool, scheme, installed, latest } = candidate;
  const bench: Bench = {
    candidate,
    rules: rulesFor(config, candidate),
    // A pin that cannot be read is an error of the config; until it is put right it holds everything back.
    pin: candidate.pin === undefined ? undefined : (scheme.range(candidate.pin) ?? holdsAll(candidate.pin)),
    now,
  };
  const open: OfferedVersion[] = [];
  const behindPin: OfferedVersion[] = [];
  const skipped: SkippedVersion[] = [];
  const skip = (version: string, code: SkippedVersion['code'], text: string): void => {
    skipped.push({ manager, tool, version, code, text });
  };
  if (latest !== undefined && scheme.normalise(latest) !== undefined && scheme.compare(latest, installed) < 0)
    skip(latest, 'downgrade', `the registry calls it the latest, but ${installed} is installed: nothing moves back`);
  for (const offered of newerFirst(candidate)) {
    const { version } = offered;
    if (scheme.normalise(version) === undefined) {
      skip(version, 'unreadable', `it is no ${scheme.name} version`);
      continue;
    }
    if (scheme.compare(version, installed) <= 0) continue;
    const refusal = judgeVersion(bench, offered);
    if (refusal === undefined) {
      open.push(offered);
      continue;
    }
    skip(version, refusal.code, refusal.text);
    // Only what the pin holds back from above: one below it, or below what it lets in, would be a step back.
    if (refusal.code === 'pinned' && open.length === 0 && bench.pin?.isAbove(version) === false)
      behindPin.push(offered);
  }
  return { bench, open, behindPin, skipped };
}

function newerFirst({ scheme, versions }: Candidate): readonly OfferedVersion[] {
  return versions.toSorted((a, b) => scheme.compare(b.version, a.version));
}

function holdsAll(text: string): NonNullable<Bench['pin']> {
  return {
    text,
    exact: undefined,
    specifier: text,
    includes: () => false,
    covers: () => false,
    refuses: () => false,
    isEmpty: () => false,
    isAbove: () => false,
    around: (version) => version,
  };
}

function toActionable({ bench, open }: ToolVerdict): readonly Actionable[] {
  const [target] = open;
  if (target === undefined) return [];
  const { manager, tool, installed, pin = null } = bench.candidate;
  const { version, published = null } = target;
  return [{ manager, tool, installed, target: version, published, pin, group: bench.rules.group ?? null }];
}

/** What becomes of a pin that alone holds a version back: a new one of its shape, or a word to the user. */
function movePin({ bench, behindPin }: ToolVerdict): Partial<Pick<Decision, 'pinProposals' | 'stuckPins'>> {
  const [best] = behindPin;
  if (best === undefined || bench.pin === undefined) return {};
  const { manager, tool, scheme } = bench.candidate;
  const { text: pin } = bench.pin;
  const { version } = best;
  const to = bench.pin.around(version);
  // Where no range of its shape has that version, what the user would want is not for us to guess.
  if (to === undefined || scheme.range(to)?.includes(version) !== true)
    return { stuckPins: [{ manager, tool, pin, version }] };
  return { pinProposals: [{ manager, tool, from: pin, to, version }] };
}
