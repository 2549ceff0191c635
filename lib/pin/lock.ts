import { isStackError } from '../kernel/fault';
import { toType } from '../kernel/to-type';
import { pinOf, usableEntry, type PinFacts } from './compare';
import { forEachTool, type ToolFailure } from './each-tool';
import { lockUnmet, noLock, unknownTool } from './faults';
import { composeLock, isSameEntry, learn, toLockedTool, type LockedTool, type PinsLock } from './lock-file';
import type { LockedTree, Manager } from './manager';
import { resolveTree, type ChooseVersion } from './resolve';
import { countHashes, isSameTree } from './same-tree';

export interface LockReport {
  readonly lock: PinsLock;
  /** What could not be locked, one sentence each: it is not installed as its pin wants it, and the old lock has no word of it. */
  readonly missing: readonly string[];
  readonly failed: readonly ToolFailure[];
}

/** The lock of what is installed now: read from our private projects, with no child and no network. */
export function lockSystem(facts: PinFacts): LockReport {
  const entries: LockedTool[] = [];
  const missing: string[] = [];
  for (const { manager, tool } of listedTools(facts)) {
    const found = systemEntry(facts, manager, tool);
    if (found === undefined)
      missing.push(`${manager.name}:${tool} was not locked: ${whyMissing(facts, manager, tool)}`);
    else entries.push(found);
  }
  return { lock: composeLock(entries, facts.lock), missing, failed: [] };
}

/** What `lockSystem` writes of a tool. Of two entries for the same files the one that knows more of them stays. */
function systemEntry(facts: PinFacts, manager: Manager, tool: string): LockedTool | undefined {
  const installed = installedEntry(facts, manager, tool);
  const kept = keptEntry(facts, manager, tool);
  if (installed === undefined || kept === undefined) return installed ?? kept;
  const knowsMore = countHashes(installed.packages) > countHashes(kept.packages);
  return isSameTree(installed.packages, kept.packages) && !knowsMore ? learn(kept, installed) : installed;
}

function whyMissing(facts: PinFacts, manager: Manager, tool: string): string {
  const version = manager.readLock(facts.world, tool)?.version;
  if (version === undefined) return 'it is not installed';
  return `${version} is installed, and its pin is ${pinOf(facts, manager, tool)?.text ?? 'none'}`;
}

/** The entry of a tool that stays as it is: as it was locked, with the attestation that was learned since, else as it is installed. */
export function entryOf(facts: PinFacts, manager: Manager, tool: string): LockedTool | undefined {
  const kept = keptEntry(facts, manager, tool);
  if (kept !== undefined && kept.provenance !== null) return kept;
  const installed = installedEntry(facts, manager, tool);
  return kept === undefined || installed === undefined ? (kept ?? installed) : learn(kept, installed);
}

/** The entry of a tree under the pin of today. */
export function entryFor(facts: PinFacts, manager: Manager, tree: LockedTree): LockedTool {
  return toLockedTool(facts.world.system, manager.name, pinOf(facts, manager, tree.tool)?.text, tree);
}

function installedEntry(facts: PinFacts, manager: Manager, tool: string): LockedTool | undefined {
  const tree = manager.readLock(facts.world, tool);
  const fits = tree !== undefined && (pinOf(facts, manager, tool)?.includes(tree.version) ?? true);
  return fits ? entryFor(facts, manager, tree) : undefined;
}

function keptEntry(facts: PinFacts, manager: Manager, tool: string): LockedTool | undefined {
  const pin = pinOf(facts, manager, tool);
  const old = usableEntry(facts, manager, tool, pin);
  return old === undefined ? undefined : { ...old, wanted: pin?.text ?? null };
}

/**
 * The lock in the versions that it has, those of dependencies too, with what this platform needs of them: other platforms keep theirs. Of
 * managers whose trees are the same everywhere nothing is asked.
 * @throws `noLock` (PIN027, 501).
 */
export async function lockLocked(facts: PinFacts, file: string): Promise<LockReport> {
  if (facts.lock === undefined) throw noLock({ file });
  const listed = listedTools(facts).map((one) => ({ ...one, entry: keptEntry(facts, one.manager, one.tool) }));
  const kept = listed.flatMap(({ entry }) => entry ?? []);
  const jobs = listed.flatMap(({ manager, tool, entry }) =>
    entry === undefined || manager.renderTree === undefined ? [] : [{ manager, tool, entry }],
  );
  const { done, failed } = await forEachTool(jobs, async ({ manager, entry }) =>
    entryFor(facts, manager, await lockHeld(facts, manager, entry)),
  );
  const others = kept.filter((old) => !done.some((one) => one.manager === old.manager && one.tool === old.tool));
  const missing = listed
    .filter(({ entry }) => entry === undefined)
    .map(
      ({ manager, tool }) =>
        `${manager.name}:${tool} was not locked: the lock has no version of it that its pin includes`,
    );
  return { lock: composeLock([...done, ...others], facts.lock), missing, failed };
}

/** The tree of an entry, with what it needs here in the versions that are locked. @throws `lockUnmet` (PIN028, 504), and as `lockTree`. */
async function lockHeld({ world }: PinFacts, manager: Manager, entry: LockedTool): Promise<LockedTree> {
  const { tool, resolved: version, packages } = entry;
  try {
    return await manager.lockTree(world, tool, version, packages);
  } catch (error) {
    if (!isStackError(error) || error.code !== unknownTool.page.code) throw error;
    const reason = String(error.data['reason']);
    throw lockUnmet({ manager: manager.name, tool, version, reason }, { cause: error });
  }
}

/** The lock of what the config asks for: the registry resolves it anew, nothing is installed. */
export async function lockConfig(facts: PinFacts, choose: ChooseVersion): Promise<LockReport> {
  const anew = { ...facts, lock: undefined };
  const { done, failed } = await forEachTool(listedTools(facts), async ({ manager, tool }) => {
    const tree = await resolveTree(anew, manager, { tool }, choose);
    return entryFor(facts, manager, tree);
  });
  // What could not be asked for stays as it was locked: a lock never forgets by failing.
  const kept = facts.lock?.tools.filter((old) =>
    failed.some((one) => one.manager === old.manager && one.tool === old.tool),
  );
  return { lock: composeLock([...done, ...(kept ?? [])], facts.lock), missing: [], failed };
}

/** Why the lock is stale, and what to type. */
export interface StaleReason {
  readonly reason: string;
  readonly fix: string;
}

/** Why the lock is stale, one sentence each; empty when it is not. Reads files alone. */
export function staleReasons(facts: PinFacts, from: 'system' | 'config'): readonly StaleReason[] {
  const { lock } = facts;
  const lockIt = toType(from === 'system' ? 'Pin.Lock' : 'Pin.Lock --from config');
  if (lock === undefined) return [{ reason: 'there is no lock', fix: lockIt }];
  const listed = listedTools(facts);
  const gone = lock.tools.filter(
    (entry) => !listed.some(({ manager, tool }) => manager.name === entry.manager && tool === entry.tool),
  );
  return [
    ...listed.flatMap((one) => {
      const reason = staleReason(facts, one, from);
      if (reason === undefined) return [];
      return [{ reason, fix: from === 'config' || wouldMove(facts, one) ? lockIt : toType('Pin.Sync') }];
    }),
    ...gone.map(({ manager, tool }) => ({ reason: `${manager}:${tool} is locked and not listed`, fix: lockIt })),
  ];
}

/** False where locking would write what stands there, or nothing: then it is the installation that has to move. */
function wouldMove(facts: PinFacts, { manager, tool }: ListedTool): boolean {
  const now = entryIn(facts, manager, tool);
  const then = systemEntry(facts, manager, tool);
  return then !== undefined && (now === undefined || !isSameEntry(now, then));
}

function staleReason(facts: PinFacts, { manager, tool }: ListedTool, from: 'system' | 'config'): string | undefined {
  const name = `${manager.name}:${tool}`;
  const entry = entryIn(facts, manager, tool);
  if (entry === undefined) return `${name} is listed and not locked`;
  const pin = pinOf(facts, manager, tool);
  if (entry.wanted !== (pin?.text ?? null))
    return `${name} was locked for ${entry.wanted ?? 'any version'}, and the pin is ${pin?.text ?? 'none now'}`;
  if (pin?.includes(entry.resolved) === false) return `${name} is locked at ${entry.resolved}, which its pin excludes`;
  const tree = from === 'system' ? manager.readLock(facts.world, tool) : undefined;
  if (tree === undefined) return undefined;
  if (tree.version !== entry.resolved)
    return `${name} is locked at ${entry.resolved}, and ${tree.version} is installed`;
  if (!isSameTree(tree.packages, entry.packages)) return `${name} is installed with other packages than those locked`;
  return undefined;
}

function entryIn({ lock }: PinFacts, manager: Manager, tool: string): LockedTool | undefined {
  return lock?.tools.find((one) => one.manager === manager.name && one.tool === tool);
}

export interface ListedTool {
  readonly manager: Manager;
  readonly tool: string;
}

/** What the config lists, in the order of managers and lists. */
export function listedTools({ managers, config }: PinFacts): readonly ListedTool[] {
  return managers.flatMap((manager) =>
    (config.tools[manager.name] ?? []).map((tool): ListedTool => ({ manager, tool })),
  );
}
