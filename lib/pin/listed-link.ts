import type { ManagerWorld } from './manager';
import { readOr } from './read-or';
import { linkedTools, projectLink } from './read-project';
import { isSameTool } from './same-tool';

/** The link of a listed tool: where it was installed, though the config spells its name otherwise now; else where it will be. */
export function listedLink(world: Pick<ManagerWorld, 'system' | 'paths'>, manager: string, tool: string): string {
  const own = projectLink(world, manager, tool);
  return readOr(
    () => {
      if (world.system.files.stat(own) !== undefined) return own;
      const same = linkedTools(world, manager, () => []).find((one) => isSameTool(manager, one.tool, tool));
      return same?.link ?? own;
    },
    // Whoever reads it will say so.
    () => own,
  );
}
