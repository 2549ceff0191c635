import { confirmationNeeded } from '../kernel/faults';
import { askLine } from '../system/ask';
import { terminalFacts } from '../system/terminal';
import type { EngineFlags } from './engine-flags';

/**
 * One rule for questions: a destructive step asks on a terminal, needs `--yes` elsewhere, and `--no-input` never waits.
 * @throws `confirmationNeeded` (RUN014, 501).
 * @lazy
 */
export async function confirmStep(question: string, flags: EngineFlags): Promise<void> {
  if (flags.yes || flags.dryRun) return;
  const mayAsk = terminalFacts().stdinIsTty && !flags.noInput && !flags.json;
  const answer = mayAsk ? await askLine(`${question} [y/N] `) : '';
  if (!/^y(es)?$/i.test(answer.trim())) throw confirmationNeeded({ question, flag: '--yes' });
}
