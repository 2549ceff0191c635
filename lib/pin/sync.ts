import { suggest } from '../kernel/suggest';
import { comparePins, isDrift, type PinFacts, type PinRow } from './compare';
import { forEachTool, type ToolFailure } from './each-tool';
import { toolNotListed } from './faults';
import { inspectFiles } from './inspect-files';
import { installTree, type InstallPace } from './install-tree';
import { keepLockInStep } from './lock-in-step';
import type { LockedTree, Manager } from './manager';
import { sweepStore } from './project';
import { resolveTree, type ChooseVersion } from './resolve';

export interface SyncRequest {
  readonly facts: PinFacts;
  readonly lockFile: string;
  readonly choose: ChooseVersion;
  /** Only this tool, as `tool` or `manager:tool`; undefined: all. */
  readonly only: string | undefined;
  /** Take away what is ours and no longer listed. The caller has asked the user. */
  readonly prune: boolean;
  readonly pace: InstallPace;
}

export interface SyncedTool {
  readonly manager: string;
  readonly tool: string;
  readonly from: string | null;
  readonly to: string;
  readonly action: PinRow['action'];
}

export interface SyncReport {
  readonly changed: readonly SyncedTool[];
  readonly removed: readonly { readonly manager: string; readonly tool: string; readonly from: string | null }[];
  readonly kept: number;
  /** Ours, not listed, and left: `--prune` takes them away. */
  readonly extra: readonly string[];
  /** What nothing uses any more and could not be moved out of the way, a sentence each. */
  readonly leftovers: readonly string[];
  /** Tools whose lock holds on this platform alone now, a sentence each. */
  readonly narrow: readonly string[];
  readonly failed: readonly ToolFailure[];
}

/**
 * Brings every listed tool to its pin. Everything is resolved before anything is changed, so without a network nothing is touched; then
 * each tool moves whole or not at all. A lock that exists is kept in step with what was resolved; none is made.
 * @throws `toolNotListed` (PIN022, 501) for an `only` that is nowhere.
 */
export async function syncPins(request: SyncRequest): Promise<SyncReport> {
  const { facts, only } = request;
  const all = comparePins(facts);
  const rows = inspectFiles(
    facts,
    all.filter((row) => isAsked(only, row)),
  );
  if (only !== undefined && rows.length === 0) {
    const names = all.map(({ manager, tool }) => (only.includes(':') ? `${manager}:${tool}` : tool));
    throw toolNotListed({ tool: only, suggestions: suggest(only, new Set(names)) });
  }
  const byName = new Map(facts.managers.map((manager) => [manager.name, manager]));
  const jobs = rows.flatMap((row) => {
    const manager = byName.get(row.manager);
    return manager === undefined ? [] : [{ manager, tool: row.tool, row }];
  });
  const drifted = jobs.filter(({ row }) => isDrift(row));
  const resolved = await forEachTool(drifted, async (job) => ({
    ...job,
    tree: await resolveTree(facts, job.manager, job.row, request.choose),
  }));
  const installed = await forEachTool(resolved.done, (job) => install(request, job));
  const moved = resolved.done.filter((job) =>
    installed.done.some((one) => one.manager === job.manager.name && one.tool === job.tool),
  );
  const extras = jobs.filter(({ row }) => row.action === 'extra');
  const removed = request.prune ? extras : [];
  const failed = [...resolved.failed, ...installed.failed];
  // A run that only failed says that nothing was changed.
  const isNews = failed.length === 0 || moved.length > 0 || removed.length > 0;
  const narrow = isNews ? keepLockInStep(request, moved, (one) => isAsked(only, one)) : [];
  for (const { manager, tool } of removed) await manager.remove(facts.world, tool);
  // Without a network nothing is touched, leftovers neither.
  const isReachable = resolved.done.length > 0 || resolved.failed.length === 0;
  const swept = isReachable ? [...new Set(jobs.map(({ manager }) => manager.name))] : [];
  // Last: what is in use is told by links that lead somewhere, and the run has put right those that did not.
  const leftovers = swept.flatMap((name) => sweepStore(facts.world, name));
  return {
    changed: installed.done,
    removed: removed.map(({ row: { manager, tool, installed: from } }) => ({ manager, tool, from })),
    kept: rows.filter(({ action }) => action === 'keep').length,
    extra: request.prune ? [] : extras.map(({ tool, manager }) => `${manager.name}:${tool}`),
    leftovers: leftovers.map(({ message }) => message),
    narrow,
    failed,
  };
}

interface ResolvedJob {
  readonly manager: Manager;
  readonly tool: string;
  readonly row: PinRow;
  readonly tree: LockedTree;
}

async function install({ facts, pace }: SyncRequest, { manager, row, tree }: ResolvedJob): Promise<SyncedTool> {
  const { tool, version } = await installTree(facts.world, manager, tree, pace);
  return { manager: manager.name, tool, from: row.installed, to: version, action: row.action };
}

/** Messages write a tool with its manager, so it may be typed in that way. */
export function isAsked(
  only: string | undefined,
  { manager, tool }: { readonly manager: string; readonly tool: string },
): boolean {
  return only === undefined || only === tool || only === `${manager}:${tool}`;
}
