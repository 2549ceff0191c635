import type { Config } from '../config';
import { isSameTool } from '../pin';
import type { Command } from './plan';

export interface SystemNamedTool {
  readonly manager: string;
  readonly tool: string;
  readonly names: readonly string[];
}

/** Listed tools all of whose commands are names of the system: they are installed, and never called by way of a wrapper. */
export function systemNamedTools(commands: readonly Command[], tools: Config['tools']): readonly SystemNamedTool[] {
  return Object.entries(tools).flatMap(([manager, listed]) =>
    listed.flatMap((tool): readonly SystemNamedTool[] => {
      const own = commands.filter(({ candidates }) =>
        candidates.some(({ source, owner }) => source === manager && isSameTool(manager, owner, tool)),
      );
      const isAll = own.length > 0 && own.every(({ rule }) => rule === 'name of the system');
      return isAll ? [{ manager, tool, names: own.map(({ name }) => name) }] : [];
    }),
  );
}
