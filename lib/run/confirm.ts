import { confirmationNeeded } from '../kernel/faults';
import type { Stop } from '../kernel/stop';
import { askLine } from '../system/ask';
import { terminalFacts, writeErr } from '../system/terminal';
import type { EngineFlags } from './engine-flags';
import type { View } from './view/view';

/** What a question needs of the run it is asked in. */
export interface Asking {
  readonly flags: EngineFlags;
  /** Keeps the view from drawing over the question. */
  readonly hold: View['hold'];
  readonly redact: (text: string) => string;
  /** Whoever stops the task that asks, or the run, has answered. */
  readonly stop: Stop;
}

/** The question before, and its answer: two at once would take the same line for their answer. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * One rule for questions: a destructive step asks on a terminal, needs `--yes` elsewhere, and `--no-input` never waits.
 * @throws `confirmationNeeded` (RUN014, 501).
 * @lazy
 */
export async function confirmStep(question: string, asking: Asking): Promise<void> {
  const { yes, dryRun, noInput, json } = asking.flags;
  if (yes || dryRun) return;
  const { stdinIsTty, stderrIsTty } = terminalFacts();
  const answer =
    stdinIsTty && stderrIsTty && !noInput && !json ? await inTurn(() => ask(question, asking), asking.stop) : '';
  if (!/^y(es)?$/i.test(answer.trim())) throw confirmationNeeded({ question, flag: '--yes' });
}

/** Whoever is told to stop while another question stands there has its answer at once, and its turn does nothing. */
function inTurn(act: () => Promise<string>, stop: Stop): Promise<string> {
  const mine = turn.then(act);
  turn = mine.catch(() => undefined);
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      resolve('');
    };
    stop.addEventListener('abort', leave, { once: true });
    void mine.then(resolve, reject).finally(() => {
      stop.removeEventListener('abort', leave);
    });
  });
}

async function ask(question: string, { hold, redact, stop }: Asking): Promise<string> {
  if (stop.aborted) return '';
  const goOn = hold();
  try {
    writeErr(redact(`${question} [y/N] `));
    return await askLine(stop, () => {
      // The answer would have ended the line.
      writeErr('\n');
    });
  } finally {
    goOn();
  }
}
