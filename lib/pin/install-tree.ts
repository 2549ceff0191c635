import type { InstalledTool, LockedTree, Manager, ManagerWorld } from './manager';

export interface InstallPace {
  /** Milliseconds for each child. */
  readonly timeoutMs: number;
  readonly progress: (manager: string, tool: string, text: string) => void;
}

/** Installs a resolved tree, to the hash. In a dry run nothing was resolved, so there is no lock to hold it to. */
export function installTree(
  world: ManagerWorld,
  manager: Manager,
  tree: LockedTree,
  { timeoutMs, progress }: InstallPace,
): Promise<InstalledTool> {
  const { tool, version } = tree;
  const isPretended = world.dryRun && tree.packages.length === 0;
  return manager.install(world, {
    tool,
    version,
    lock: isPretended ? undefined : tree,
    timeoutMs,
    progress: (text) => {
      progress(manager.name, tool, text);
    },
  });
}
