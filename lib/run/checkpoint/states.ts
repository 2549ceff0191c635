import { basename } from 'node:path';
import type { States } from '../../journal';
import { asFault } from '../../kernel/as-fault';
import { refuseGenerator } from '../../kernel/outcome';
import { withoutExit } from '../../system/without-exit';
import { whyNoData } from '../../kernel/lost-in-json';
import { stateNotData } from './faults';
import type { LoadedHooks } from '../hook-files';

/**
 * What the hooks of each file keep in memory now, for the checkpoint; undefined where none of them keeps anything.
 * @throws `stateNotData` (RUN066, 500), and what a hook throws.
 */
export function takeStates(loaded: readonly LoadedHooks[]): States | undefined {
  const states = loaded.flatMap(({ file, hooks }): readonly [string, unknown][] => {
    if (hooks.exportState === undefined) return [];
    const state = stateOf(file, hooks.exportState);
    const reason = whyNoData(state);
    if (reason !== undefined) throw stateNotData({ file, reason });
    return [[file, state]];
  });
  return states.length === 0 ? undefined : Object.fromEntries(states);
}

function stateOf(file: string, exportState: () => unknown): unknown {
  try {
    return exportState();
  } catch (thrown) {
    throw asFault(`exportState (${basename(file)})`, thrown);
  }
}

/**
 * Gives each file what it had, one after the other. `onCall` is told which hook is at work, and when none is any more.
 * @throws what a hook throws, and for one that leaves the process, or is a generator, of which nothing runs (RUN059).
 */
export async function giveStates(
  loaded: readonly LoadedHooks[],
  states: States,
  onCall: (hook: string | undefined) => void,
): Promise<void> {
  for (const { file, hooks } of loaded) {
    if (!Object.hasOwn(states, file)) continue;
    const name = `importState (${basename(file)})`;
    onCall(name);
    try {
      refuseGenerator(await withoutExit((): unknown => hooks.importState?.(states[file])));
    } catch (thrown) {
      throw asFault(name, thrown);
    } finally {
      onCall(undefined);
    }
  }
}
