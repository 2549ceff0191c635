import type { GroupRules, MajorLimit, PolicyRules, UpdateConfig } from './config';
import { isMeant, lookUp, readPattern, type MeantTool, type ToolPattern } from './patterns';

/** The policy as it is for one tool: config, then its group, then its override, each over the one before. */
export interface ToolRules extends PolicyRules {
  readonly group: string | undefined;
  readonly sameVersion: boolean;
  readonly maxMajor: MajorLimit | undefined;
  readonly allowed: boolean;
  /** The entries of `deny` that mean this tool. */
  readonly denied: readonly ToolPattern[];
}

export function rulesFor(config: UpdateConfig, name: MeantTool): ToolRules {
  const [group, grouped]: readonly [string?, GroupRules?] =
    Object.entries(config.groups).find(([, { tools }]) => tools.some((text) => isMeant(name, readPattern(text)))) ?? [];
  const override = lookUp(config.overrides, name);
  return {
    minAgeDays: override?.minAgeDays ?? grouped?.minAgeDays ?? config.minAgeDays,
    unknownAge: override?.unknownAge ?? grouped?.unknownAge ?? config.unknownAge,
    prerelease: override?.prerelease ?? grouped?.prerelease ?? config.prerelease,
    maxMajor: override?.maxMajor ?? grouped?.maxMajor ?? lookUp(config.maxMajor, name),
    group,
    sameVersion: grouped?.sameVersion ?? false,
    allowed: config.allow.some((text) => isMeant(name, readPattern(text))),
    denied: config.deny.map(readPattern).filter((pattern) => isMeant(name, pattern)),
  };
}
