import { speakAs } from '../kernel/to-type';
import type { CompiledFile } from './keep-code';
import { leaveForGood } from './leave';
import { runSession } from './session';

/**
 * The bin's door: runs the line it was called with and leaves the status to the process. `compiled`: the files of our code of which V8 has kept
 * nothing yet, or little; those that are opened later are put there then.
 */
export async function main(argv: readonly string[], compiled: readonly CompiledFile[] = []): Promise<void> {
  speakAs(() => (openCaller().isCalledByNpm() ? 'npx clistack' : 'clistack'));
  leaveForGood(await runSession(argv, 'bin', undefined, compiled));
}

function openCaller(): typeof import('../system/called-by-npm') {
  return require('../system/called-by-npm') as typeof import('../system/called-by-npm');
}
