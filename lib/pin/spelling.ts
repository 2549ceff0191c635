import { foldedName } from '../kernel/folded-name';
import type { Config } from '../config';
import type { PinsLock } from './lock-file';
import type { Manager } from './manager';

/** What two spellings of one tool have in common. */
export function toolKey({ foldsNames }: Pick<Manager, 'foldsNames'>, tool: string): string {
  return foldsNames === true ? foldedName(tool) : tool;
}

/** The lock with its tools spelled as the config lists them: another spelling there moves no tool out of it. */
export function spellAsListed(
  { managers, config }: { readonly managers: readonly Manager[]; readonly config: Pick<Config, 'tools'> },
  lock: PinsLock,
): PinsLock {
  const spelled = new Map(
    managers.flatMap((manager) =>
      (config.tools[manager.name] ?? []).map((tool) => [`${manager.name}:${toolKey(manager, tool)}`, tool] as const),
    ),
  );
  const folding = new Map(managers.map((manager) => [manager.name, manager]));
  const tools = lock.tools.map((entry) => {
    const manager = folding.get(entry.manager);
    const tool = manager === undefined ? undefined : spelled.get(`${manager.name}:${toolKey(manager, entry.tool)}`);
    return tool === undefined || tool === entry.tool ? entry : { ...entry, tool };
  });
  return { ...lock, tools };
}
