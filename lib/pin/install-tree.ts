import type { InstalledTool, LockedTree, Manager, ManagerWorld } from './manager';

export interface InstallPace {
  /** Milliseconds for each child. */
  readonly timeoutMs: number;
  readonly progress: (manager: string, tool: string, text: string) => void;
  /** Told of what the user had added to the version before, which the new one does not hold, or of a dry run would not. */
  readonly onLost?: (manager: string, tool: string, added: readonly string[], dryRun: boolean) => void;
}

/** Installs a resolved tree, to the hash. */
export async function installTree(
  world: ManagerWorld,
  manager: Manager,
  tree: LockedTree,
  { timeoutMs, progress, onLost }: InstallPace,
): Promise<InstalledTool> {
  const { tool, version } = tree;
  const added = manager.addedOf?.(world, tool) ?? [];
  const installed = await manager.install(world, {
    tool,
    version,
    lock: tree,
    timeoutMs,
    progress: (text) => {
      progress(manager.name, tool, text);
    },
  });
  if (added.length > 0) onLost?.(manager.name, tool, added, world.dryRun);
  return installed;
}
