import {
  comparePins,
  damageOfTool,
  forEachTool,
  pinOf,
  registryUnreachable,
  type Manager,
  type OfferedTool,
  type PinFacts,
  type ToolFailure,
} from '../pin';
import { schemeOf } from '../versions';
import { auditTools, type Advisory, type AuditedTools, type MarkedVersion, type NotAudited } from './audit';
import type { Candidate, Decision, OfferedVersion } from './candidate';
import type { UpdateConfig } from './config';
import { decideUpdates } from './decide';
import { digestOf } from './digest';
import { readLastCheck, type LatestThen } from './last-check';
import type { MeantTool, ToolName } from './patterns';
import { countAbsent } from './tell-absent';

/** `updates.json`. */
export interface UpdateReport extends Decision {
  readonly marked: readonly MarkedVersion[];
  readonly vulnerable: readonly Advisory[];
  readonly notAudited: readonly NotAudited[];
  /** What the registry calls the latest, for `Pin.Report`, and pin and version of then. Of a registry that did not answer, what the check before has. */
  readonly latest: readonly (ToolName & LatestThen)[];
  /** Tools that could not be asked about. */
  readonly failed: readonly (ToolName & { readonly code: string; readonly reason: string })[];
  /** Of `update` in the config by which all that was decided. */
  readonly policy: string;
}

const nothing: AuditedTools = { vulnerable: [], yanked: [], notAudited: [] };

export interface CheckResult {
  readonly report: UpdateReport;
  readonly failures: readonly ToolFailure[];
  /** Tools that were to be asked about, those included that are damaged. */
  readonly asked: number;
  /** Listed tools that are not installed. */
  readonly absent: number;
}

/**
 * Asks the registries about every listed tool that we installed, and decides by the policy. Nothing is changed. One that is damaged cannot be
 * asked about and is among the failures.
 * @param config the policy; @param audit whether advisories are asked for as well.
 */
export async function checkUpdates(facts: PinFacts, config: UpdateConfig, audit: boolean): Promise<CheckResult> {
  const managers = new Map(facts.managers.map((manager) => [manager.name, manager]));
  const rows = comparePins(facts);
  const jobs = rows.flatMap(({ manager: name, tool, installed, action }) => {
    const manager = managers.get(name);
    return manager === undefined || installed === null || action === 'extra' ? [] : [{ manager, tool, installed }];
  });
  const damaged = rows.flatMap((row) => damageOfTool(row) ?? []);
  const { done, failed: unanswered } = await forEachTool(jobs, async (job) =>
    toCandidate(facts, job, await job.manager.newest(facts.world, job.tool, pinOf(facts, job.manager, job.tool))),
  );
  const failed = [...damaged, ...unanswered];
  const unasked = failed.flatMap(({ manager, tool }): readonly MeantTool[] => {
    const scheme = managers.get(manager)?.scheme;
    return scheme === undefined ? [] : [{ manager, tool, scheme: schemeOf(scheme) }];
  });
  const decision = decideUpdates(done, config, facts.world.system.clock.now(), unasked);
  const { vulnerable, yanked, notAudited } = audit ? await auditTools(facts, jobs) : nothing;
  const marked = done.flatMap(markedOf);
  const report: UpdateReport = {
    ...decision,
    marked: [...marked, ...yanked.filter((mark) => !marked.some((known) => isSameMark(known, mark)))],
    vulnerable,
    notAudited,
    latest: [
      ...done.flatMap(({ manager, tool, latest, pin = null, installed }) =>
        latest === undefined ? [] : [{ manager, tool, latest, pin, installed }],
      ),
      ...rememberedLatest(facts, unanswered),
    ],
    failed: failed.map(({ manager, tool, fault }) => ({ manager, tool, code: fault.code, reason: fault.message })),
    policy: digestOf(config, facts.world.system),
  };
  return { report, failures: failed, asked: jobs.length + damaged.length, absent: countAbsent(rows) };
}

function toCandidate(
  facts: PinFacts,
  { manager, tool, installed }: { readonly manager: Manager; readonly tool: string; readonly installed: string },
  { versions, tags }: OfferedTool,
): Candidate {
  const scheme = schemeOf(manager.scheme);
  const pin = pinOf(facts, manager, tool)?.text;
  const latest = tags['latest'] ?? newestRelease(versions, scheme);
  return { manager: manager.name, tool, scheme, installed, pin, latest, versions };
}

/** Of a tool whose registry did not answer now, what it said the last time. */
function rememberedLatest({ world }: PinFacts, failures: readonly ToolFailure[]): UpdateReport['latest'] {
  const silent = failures.filter(({ fault }) => fault.code === registryUnreachable.page.code);
  if (silent.length === 0) return [];
  const last = readLastCheck(world.system, world.paths);
  return silent.flatMap(({ manager, tool }) => {
    const then = last.latestThen(manager, tool);
    return then === undefined ? [] : [{ manager, tool, ...then }];
  });
}

/** Where the registry has no word for it: the newest version that is no prerelease and was not taken back. */
function newestRelease(versions: readonly OfferedVersion[], scheme: Candidate['scheme']): string | undefined {
  return versions
    .filter(({ version, yanked }) => yanked === undefined && scheme.normalise(version) !== undefined)
    .filter(({ version }) => !scheme.isPrerelease(version))
    .toSorted((a, b) => scheme.compare(b.version, a.version))[0]?.version;
}

function markedOf({ manager, tool, scheme, installed, versions }: Candidate): readonly MarkedVersion[] {
  const own = versions.find(({ version }) => scheme.compare(version, installed) === 0);
  const base = { manager, tool, package: tool, version: installed };
  return [
    ...(own?.deprecated === undefined ? [] : [{ ...base, kind: 'deprecated', text: own.deprecated } as const]),
    ...(own?.yanked === undefined ? [] : [{ ...base, kind: 'yanked', text: own.yanked } as const]),
  ];
}

/** The list of versions said it already, in its own words. */
function isSameMark(known: MarkedVersion, mark: MarkedVersion): boolean {
  return (['manager', 'tool', 'package', 'kind'] as const).every((key) => known[key] === mark[key]);
}
