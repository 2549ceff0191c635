import { asFault } from '../../kernel/as-fault';
import type { StackError } from '../../kernel/fault';
import { refuseGenerator } from '../../kernel/outcome';
import type { TaskResult } from '../../kernel/result';
import { isPromiseLike, leaveUnheard } from '../../kernel/wait';
import type { LoadedHooks } from '../hook-files';

/** The lines of a user around each task; undefined where there are none, or no text comes back: then ours is shown. */
export interface CustomLines {
  header(task: string): string | undefined;
  footer(result: TaskResult): string | undefined;
}

/**
 * Header and footer of the last task folder that has some. One that throws is told, once, and is not asked again.
 * @lazy
 */
export function customLines(
  loaded: readonly LoadedHooks[],
  onFault: (fault: StackError) => void,
): CustomLines | undefined {
  const header = loaded.findLast(({ hooks }) => hooks.header !== undefined)?.hooks.header;
  const footer = loaded.findLast(({ hooks }) => hooks.footer !== undefined)?.hooks.footer;
  if (header === undefined && footer === undefined) return undefined;
  let isBroken = false;
  const ask = (name: string, line: () => unknown): string | undefined => {
    if (isBroken) return undefined;
    try {
      const text = line();
      if (isPromiseLike(text)) {
        leaveUnheard(text);
        throw new TypeError('it answers a promise, and not a text');
      }
      refuseGenerator(text);
      return typeof text === 'string' ? text : undefined;
    } catch (thrown) {
      isBroken = true;
      onFault(asFault(name, thrown));
      return undefined;
    }
  };
  return {
    header: (task) => (header === undefined ? undefined : ask('header', () => header(task))),
    footer: (result) => (footer === undefined ? undefined : ask('footer', () => footer(result))),
  };
}
