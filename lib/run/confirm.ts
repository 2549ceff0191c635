import { confirmationNeeded } from '../kernel/faults';
import { askLine } from '../system/ask';
import { terminalFacts } from '../system/terminal';
import type { EngineFlags } from './engine-flags';
import type { View } from './view/view';

/**
 * One rule for questions: a destructive step asks on a terminal, needs `--yes` elsewhere, and `--no-input` never waits.
 * @param hold keeps the view from drawing over the question.
 * @throws `confirmationNeeded` (RUN014, 501).
 * @lazy
 */
export async function confirmStep(question: string, flags: EngineFlags, hold: View['hold']): Promise<void> {
  if (flags.yes || flags.dryRun) return;
  const mayAsk = terminalFacts().stdinIsTty && !flags.noInput && !flags.json;
  const answer = mayAsk ? await ask(question, hold) : '';
  if (!/^y(es)?$/i.test(answer.trim())) throw confirmationNeeded({ question, flag: '--yes' });
}

async function ask(question: string, hold: View['hold']): Promise<string> {
  const goOn = hold();
  try {
    return await askLine(`${question} [y/N] `);
  } finally {
    goOn();
  }
}
