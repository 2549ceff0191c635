import type { OptionSchema, OptionValue } from '../kernel/task';
import type { Logger } from '../log';
import type { InstallPace } from './install-tree';
import type { ManagerWorld } from './manager';

/** How long one step of one tool may take, as an option of every task that installs. */
export const paceOption: Readonly<Record<'tool-timeout', OptionSchema>> = {
  'tool-timeout': {
    type: 'integer',
    describe: 'seconds that one step of a tool may take; then its package manager is ended with all it started',
    minimum: 1,
    default: 600,
  },
};

/** The world of a task whose package managers may take no longer than that, also when they only ask a registry. */
export function pacedWorld(
  world: ManagerWorld,
  options: Readonly<Record<string, OptionValue | undefined>>,
): ManagerWorld {
  const { system, config, paths, signal, dryRun } = world;
  return { system, config, paths, signal, dryRun, longestMs: Number(options['tool-timeout']) * 1000 };
}

/** The option as asked for; what installs say on the way goes to the log. */
export function paceOf(
  options: Readonly<Record<string, OptionValue | undefined>>,
  log: Pick<Logger, 'verbose' | 'warn'>,
): InstallPace {
  return {
    timeoutMs: Number(options['tool-timeout']) * 1000,
    progress: (manager, tool, text) => {
      log.verbose(`${manager}:${tool}: ${text}`);
    },
    onLost: (manager, tool, added, dryRun) => {
      const is = dryRun ? 'would be' : 'was';
      log.warn(`${manager}:${tool} ${is} installed anew, without what was added to it by hand: ${added.join(', ')}`);
    },
  };
}
