import { isStackError, type StackError } from '../kernel/fault';
import { createLimit } from '../kernel/limit';
import { pinOf, usableEntry, type PinFacts } from './compare';
import { managerMissing } from './faults';
import { toLockedTree } from './lock-file';
import type { InstalledTool, LockedTree, Manager } from './manager';
import { newestVersion } from './pretended-tree';
import { sweepStore } from './project';
import { chooseOffered, type ChooseVersion } from './resolve';
import { toolKey } from './spelling';

export interface ToolsRequest {
  readonly facts: PinFacts;
  readonly manager: Manager;
  readonly choose: ChooseVersion;
  /** Milliseconds for each child. */
  readonly timeoutMs: number;
  /** What is being done right now, in a few words. */
  readonly progress: (text: string) => void;
  /** Told as each tool comes to its end. */
  readonly onEnd: (end: ToolEnd, done: number, of: number) => void;
}

export type ToolEnd =
  { readonly tool: string; readonly installed: InstalledTool } | { readonly tool: string; readonly fault: StackError };

export interface InstallReport {
  readonly manager: string;
  readonly installed: readonly { readonly tool: string; readonly version: string }[];
  readonly present: readonly { readonly tool: string; readonly version: string }[];
  /** What is still missing, and why. */
  readonly missing: readonly { readonly tool: string; readonly code: string; readonly reason: string }[];
}

/**
 * Installs what `tools` lists and is not there. What is there is left alone, in whatever version: moving it is the business of pins. Without
 * anything to do no program is looked for. A tool that cannot be had is named, and the others come all the same.
 * @throws `managerMissing` (PIN001, 503), `pinUnreadable` (PIN021, 502) before anything is installed.
 */
export async function installTools(request: ToolsRequest): Promise<InstallReport> {
  const { facts, manager, onEnd } = request;
  const { world, config } = facts;
  const key = (tool: string): string => toolKey(manager, tool);
  const there = new Map(manager.listInstalled(world).map((one) => [key(one.tool), one.version]));
  const listed = config.tools[manager.name] ?? [];
  const missing = listed.filter((tool) => !there.has(key(tool)));
  const present = listed.flatMap((tool) => {
    const version = there.get(key(tool));
    return version === undefined ? [] : [{ tool, version }];
  });
  if (missing.length === 0) return { manager: manager.name, installed: [], present, missing: [] };
  for (const tool of missing) pinOf(facts, manager, tool);
  const program = manager.find(world);
  if (!program.found) throw managerMissing({ manager: manager.name, program: program.tool, install: program.fix });
  // What it cannot move is in nobody's way, and Pin.Sync tells of it.
  sweepStore(world, manager.name);

  const limit = createLimit(manager.can.parallel);
  let done = 0;
  const ends = await Promise.all(
    missing.map((tool) =>
      limit(async () => {
        world.signal.throwIfAborted();
        const end = await installOne(request, tool);
        onEnd(end, (done += 1), missing.length);
        return end;
      }),
    ),
  );
  return {
    manager: manager.name,
    present,
    installed: ends.flatMap((end) => ('installed' in end ? [{ tool: end.tool, version: end.installed.version }] : [])),
    missing: ends.flatMap((end) =>
      'fault' in end ? [{ tool: end.tool, code: end.fault.code, reason: end.fault.message }] : [],
    ),
  };
}

async function installOne(request: ToolsRequest, tool: string): Promise<ToolEnd> {
  const { facts, manager, timeoutMs, progress } = request;
  try {
    progress(`${tool}: looking for its version`);
    const { version, lock } = await versionFor(request, tool);
    const installed = await manager.install(facts.world, {
      tool,
      version,
      lock,
      timeoutMs,
      progress: (text) => {
        progress(`${tool} ${version}: ${text}`);
      },
    });
    return { tool, installed };
  } catch (error) {
    if (!isStackError(error)) throw error;
    return { tool, fault: error };
  }
}

interface Version {
  readonly version: string;
  readonly lock: LockedTree | undefined;
}

/** What the lock names; for a project that was damaged what its own lock names; the version of the pin; else the newest allowed. */
async function versionFor({ facts, manager, choose }: ToolsRequest, tool: string): Promise<Version> {
  const { world } = facts;
  const pin = pinOf(facts, manager, tool);
  const entry = usableEntry(facts, manager, tool, pin);
  if (entry !== undefined) return { version: entry.resolved, lock: toLockedTree(entry) };
  const own = manager.readLock(world, tool);
  if (own !== undefined && (pin?.includes(own.version) ?? true)) return { version: own.version, lock: own };
  if (pin?.exact !== undefined) return { version: pin.exact, lock: undefined };
  // No registry is asked in a dry run; which version it will be, the real run will find out.
  if (world.dryRun) return { version: newestVersion, lock: undefined };
  return { version: await chooseOffered(world, manager, tool, pin, choose), lock: undefined };
}
