import type { Config } from '../config';
import { schemeOf, type VersionRange } from '../versions';
import { pinUnreadable } from './faults';
import { refusalOf } from './unreadable-pins';
import type { LockedTool, PinsLock } from './lock-file';
import type { InstalledTool, Manager, ManagerWorld } from './manager';
import { newestVersion } from './pretended-tree';
import { linkedTools } from './read-project';
import { isSameTree } from './same-tree';
import { toolKey } from './spelling';

/**
 * What brings a tool to its pin. `keep`: nothing. `repair`: the version is right, or cannot be read, and the files are not whole. `extra`: ours, and no longer listed;
 * it stays until someone asks for its removal, so it is no drift.
 */
export type PinAction = (typeof pinActions)[number];
export const pinActions = ['keep', 'install', 'upgrade', 'downgrade', 'repair', 'extra'] as const;

export interface PinRow {
  readonly manager: string;
  readonly tool: string;
  readonly installed: string | null;
  /** The pin as written; null for a free tool. */
  readonly wanted: string | null;
  /** The exact version that lock or pin name; null where several would do. */
  readonly expected: string | null;
  /** What says so. */
  readonly by: 'lock' | 'pin' | 'nothing';
  readonly action: PinAction;
  /** One sentence where the action is not `keep`, and where the user added something to what is kept. */
  readonly reason: string | null;
}

/** Everything the comparison looks at. It reads files; no child is started, and the network is not asked. */
export interface PinFacts {
  readonly world: ManagerWorld;
  readonly managers: readonly Manager[];
  readonly config: Pick<Config, 'tools' | 'pins'>;
  readonly lock: PinsLock | undefined;
}

/**
 * Every listed tool beside what is installed, and our own installs that are not listed; sorted by manager and tool.
 * @throws `pinUnreadable` (PIN021, 502), `pinEmpty` (PIN026, 502).
 */
export function comparePins(facts: PinFacts): readonly PinRow[] {
  return facts.managers
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((manager) => {
      const listed = facts.config.tools[manager.name] ?? [];
      const key = (tool: string): string => toolKey(manager, tool);
      const installed = manager.listInstalled(facts.world);
      const exact = new Map(installed.map((one) => [one.tool, one]));
      const spelled = new Map(installed.map((one) => [key(one.tool), one]));
      const found = listed.map((tool) => ({ tool, there: exact.get(tool) ?? spelled.get(key(tool)) }));
      const known = new Set([...listed, ...exact.keys()].map(key));
      // Also what is not whole is ours, and waits for someone to ask for its removal.
      const damaged = linkedTools(facts.world, manager.name, () => []).filter(({ tool }) => !known.has(key(tool)));
      const used = new Set(found.map(({ there }) => there));
      const rows = [
        ...found.map(({ tool, there }) => compareTool(facts, manager, tool, there)),
        ...installed.filter((one) => !used.has(one)).map(({ tool, version }) => extraRow(manager, tool, version)),
        ...damaged.map(({ tool }) => extraRow(manager, tool, null)),
      ];
      return rows.toSorted((a, b) => (a.tool < b.tool ? -1 : 1));
    });
}

/** True for what `Pin.Sync` puts right without being asked for more. */
export function isDrift({ action }: PinRow): boolean {
  return action !== 'keep' && action !== 'extra';
}

/** The pin of a tool as written. A tool may be called like what every object has: `constructor` is a package. */
export function pinText({ pins }: Pick<Config, 'pins'>, manager: string, tool: string): string | undefined {
  const own = pins[manager] ?? {};
  return Object.hasOwn(own, tool) ? own[tool] : undefined;
}

/** The pin of a tool; undefined for a free one. @throws `pinUnreadable` (PIN021, 502), `pinEmpty` (PIN026, 502). */
export function pinOf({ config }: Pick<PinFacts, 'config'>, manager: Manager, tool: string): VersionRange | undefined {
  const text = pinText(config, manager.name, tool);
  if (text === undefined) return undefined;
  const range = schemeOf(manager.scheme).range(text);
  const refusal = refusalOf(range);
  if (refusal !== undefined || range === undefined)
    throw (refusal ?? pinUnreadable)({ manager: manager.name, tool, pin: text });
  return range;
}

/** The entry of a tool in the lock, where the pin still includes what it says. */
export function usableEntry(
  { lock }: Pick<PinFacts, 'lock'>,
  manager: Manager,
  tool: string,
  pin: VersionRange | undefined,
): LockedTool | undefined {
  const entry = lock?.tools.find((one) => one.manager === manager.name && one.tool === tool);
  return entry !== undefined && (pin?.includes(entry.resolved) ?? true) ? entry : undefined;
}

function compareTool(facts: PinFacts, manager: Manager, tool: string, installed: InstalledTool | undefined): PinRow {
  const pin = pinOf(facts, manager, tool);
  const entry = usableEntry(facts, manager, tool, pin);
  const expected = entry?.resolved ?? pin?.exact ?? null;
  const base = {
    manager: manager.name,
    tool,
    installed: installed?.version ?? null,
    wanted: pin?.text ?? null,
    expected,
    by: entry !== undefined ? 'lock' : pin !== undefined ? 'pin' : 'nothing',
  } as const;
  if (installed === undefined) {
    const flaw = manager.flawOf(facts.world, tool);
    return flaw === undefined
      ? { ...base, action: 'install', reason: 'it is not installed' }
      : { ...base, action: 'repair', reason: `what is installed is not whole: ${flaw}` };
  }
  const moved = moveOf(manager, installed.version, expected, pin);
  if (moved !== undefined) return { ...base, ...moved };
  const broken = damageOf(facts, manager, tool, entry);
  return broken === undefined
    ? { ...base, action: 'keep', reason: textOfAdded(manager.addedOf?.(facts.world, tool)) }
    : { ...base, action: 'repair', reason: broken };
}

function moveOf(
  manager: Manager,
  installed: string,
  expected: string | null,
  pin: VersionRange | undefined,
): Pick<PinRow, 'action' | 'reason'> | undefined {
  const { compare } = schemeOf(manager.scheme);
  if (expected !== null) {
    const order = compare(installed, expected);
    if (order === 0) return undefined;
    return { action: order < 0 ? 'upgrade' : 'downgrade', reason: `${installed} is installed, ${expected} is wanted` };
  }
  if (pin === undefined || pin.includes(installed) || installed === newestVersion) return undefined;
  // Which version of the range it will be, only the registry knows; which way it goes, the range says itself.
  return {
    action: pin.isAbove(installed) ? 'upgrade' : 'downgrade',
    reason: `${installed} is installed, the pin is ${pin.text}`,
  };
}

/** What is wrong with the files of a tool whose version is right. */
function damageOf(
  { world }: PinFacts,
  manager: Manager,
  tool: string,
  entry: LockedTool | undefined,
): string | undefined {
  const tree = manager.readLock(world, tool);
  if (tree === undefined) return 'its own lock is gone or cannot be read';
  const [first, ...more] = manager.driftOf(world, tool);
  if (first !== undefined)
    return `${first}${more.length > 0 ? ` and ${more.length} more` : ''} is not what its lock says`;
  if (entry === undefined || isSameTree(tree.packages, entry.packages)) return undefined;
  return 'its packages are others than those of pins.lock.json';
}

function textOfAdded(added: readonly string[] = []): string | null {
  return added.length === 0 ? null : `it holds what was added by hand and is not locked: ${added.join(', ')}`;
}

function extraRow(manager: Manager, tool: string, version: string | null): PinRow {
  return {
    manager: manager.name,
    tool,
    installed: version,
    wanted: null,
    expected: null,
    by: 'nothing',
    action: 'extra',
    reason: `it is installed by us and not listed in tools.${manager.name}`,
  };
}
