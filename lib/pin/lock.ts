import { pinOf, usableEntry, type PinFacts } from './compare';
import { forEachTool, type ToolFailure } from './each-tool';
import { composeLock, toLockedTool, type LockedTool, type PinsLock } from './lock-file';
import { treeIntegrity } from './lock-integrity';
import type { LockedTree, Manager } from './manager';
import { resolveTree, type ChooseVersion } from './resolve';

export interface LockReport {
  readonly lock: PinsLock;
  /** `manager:tool`, where the tool is not installed and the old lock has no word of it. */
  readonly missing: readonly string[];
  readonly failed: readonly ToolFailure[];
}

/** The lock of what is installed now: read from our private projects, with no child and no network. */
export function lockSystem(facts: PinFacts): LockReport {
  const entries: LockedTool[] = [];
  const missing: string[] = [];
  for (const { manager, tool } of listedTools(facts)) {
    const found = installedEntry(facts, manager, tool) ?? keptEntry(facts, manager, tool);
    if (found === undefined) missing.push(`${manager.name}:${tool}`);
    else entries.push(found);
  }
  return { lock: composeLock(entries, facts.lock), missing, failed: [] };
}

/** The entry of a tool that stays as it is: as it was locked, else as it is installed. */
export function entryOf(facts: PinFacts, manager: Manager, tool: string): LockedTool | undefined {
  return keptEntry(facts, manager, tool) ?? installedEntry(facts, manager, tool);
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

/** Why the lock is stale, one sentence each; empty when it is not. Reads files alone. */
export function staleReasons(facts: PinFacts, from: 'system' | 'config'): readonly string[] {
  const { lock } = facts;
  if (lock === undefined) return ['there is no lock'];
  const listed = listedTools(facts);
  const gone = lock.tools.filter(
    (entry) => !listed.some(({ manager, tool }) => manager.name === entry.manager && tool === entry.tool),
  );
  return [
    ...listed.flatMap((one) => staleReason(facts, one, from) ?? []),
    ...gone.map(({ manager, tool }) => `${manager}:${tool} is locked and not listed`),
  ];
}

function staleReason(facts: PinFacts, { manager, tool }: ListedTool, from: 'system' | 'config'): string | undefined {
  const name = `${manager.name}:${tool}`;
  const entry = facts.lock?.tools.find((one) => one.manager === manager.name && one.tool === tool);
  if (entry === undefined) return `${name} is listed and not locked`;
  const pin = pinOf(facts, manager, tool);
  if (entry.wanted !== (pin?.text ?? null))
    return `${name} was locked for ${entry.wanted ?? 'any version'}, and the pin is ${pin?.text ?? 'none now'}`;
  if (pin?.includes(entry.resolved) === false) return `${name} is locked at ${entry.resolved}, which its pin excludes`;
  const tree = from === 'system' ? manager.readLock(facts.world, tool) : undefined;
  if (tree === undefined) return undefined;
  if (tree.version !== entry.resolved)
    return `${name} is locked at ${entry.resolved}, and ${tree.version} is installed`;
  if (treeIntegrity(facts.world.system, tree.packages) !== entry.integrity)
    return `${name} is installed with other packages than those locked`;
  return undefined;
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
