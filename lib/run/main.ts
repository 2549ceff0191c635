import { speakAs } from '../kernel/to-type';
import { leaveForGood } from './leave';
import { runSession } from './session';

/** The bin's door: runs the line it was called with and leaves the status to the process. */
export async function main(argv: readonly string[]): Promise<void> {
  speakAs('clistack');
  leaveForGood(await runSession(argv));
}
