import type { InstalledTool, LockedTree, Manager, ManagerWorld } from './manager';

export interface InstallPace {
  /** Milliseconds for each child. */
  readonly timeoutMs: number;
  readonly progress: (manager: string, tool: string, text: string) => void;
}

/** Installs a resolved tree, to the hash. */
export function installTree(
  world: ManagerWorld,
  manager: Manager,
  tree: LockedTree,
  { timeoutMs, progress }: InstallPace,
): Promise<InstalledTool> {
  const { tool, version } = tree;
  return manager.install(world, {
    tool,
    version,
    lock: tree,
    timeoutMs,
    progress: (text) => {
      progress(manager.name, tool, text);
    },
  });
}
