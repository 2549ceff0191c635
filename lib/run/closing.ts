import { isGreen, type ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { interrupted } from '../kernel/faults';
import type { OpenRun } from '../kernel/schedule';
import { ifPossible } from '../system/errno';
import { outClosed, outTrouble, writeErr } from '../system/terminal';
import { withoutExit } from '../system/without-exit';
import { answerRun, keepRun, recordAgain, withFault, type RunEnd } from './conclude';
import type { Ears } from './ears';
import { answerUnread } from './faults';
import { sayError } from './last-words';
import type { Ledger } from './ledger';
import type { Stage } from './stage';

/** The last steps of a run, in this order; a run that is cut off goes them too. */
export interface Closing {
  /** Gets what is known of the tasks at any moment. */
  watch(run: OpenRun): void;
  /** Writes what remains of the run; the end that is returned knows what could not be written. */
  keep(end: RunEnd): RunEnd;
  /** Answers, closes all that is open, and says what the process ends with. */
  answer(end: RunEnd): ExitStatus;
  /** Something failed after the answer: nothing of the run counts as done, and its record says so. Never throws. */
  revise(end: RunEnd, fault: StackError): void;
  /** Both at once, for a run that is not at its end: what is still at work ends with the fault. */
  abandon(fault: StackError): ExitStatus;
  /** True when it was answered: what else becomes of its tasks is told nowhere. */
  readonly isOver: () => boolean;
}

export function createClosing(stage: Stage, ledger: Ledger, ears: Ears | undefined): Closing {
  const { startMs, view, warnings, conclusion, surroundings } = stage;
  const { system, prepared, log, events, redact } = conclusion;
  const { roots, flags } = prepared.line;
  const isEndless = (name: string): boolean => prepared.graph.nodes.get(name)?.spec.endless === true;
  /** Ctrl-C is how a task ends that has no end of its own. */
  const isMeant = ({ fault, results }: RunEnd): boolean =>
    fault !== null &&
    fault.code === interrupted.page.code &&
    prepared.graph.roots.some(({ name }) => isEndless(name)) &&
    results.every(({ name, state }) => isEndless(name) || ['succeeded', 'no-op', 'skipped'].includes(state));
  const logFault = (task: string, { message, code, data }: StackError, event: string): void => {
    log.forTask(task).error(message, { event, error: { code, data } });
  };
  /** Whoever reads the answer gets one. */
  let answered = false;
  let watched: OpenRun['tasks'] = [];
  /** Its fault stands in the log, as that of a task. */
  let isLogged = false;
  const keep = (end: RunEnd): RunEnd => {
    if (answered) return end;
    view.close();
    if (end.fault !== null && !isLogged && !isMeant(end)) {
      isLogged = true;
      logFault(roots.join(' '), end.fault, 'closed');
    }
    return keepRun(conclusion, withFault(end, stage.checkpoint?.close(end.status)));
  };
  const answer = (end: RunEnd): ExitStatus => {
    if (answered) return end.status;
    let ended = answerRun(conclusion, end);
    answered = true;
    if (outClosed()) {
      const reason = outTrouble() ?? null;
      ended = withFault(ended, answerUnread({ task: roots.join(' '), reason, isClosed: reason === null }));
      if (ended !== end && !flags.dryRun) recordAgain(conclusion, ended);
    }
    if (!isGreen(ended.status)) stage.checkpoint?.failed(ended.status, false);
    if (!flags.quiet) writeErr(warnings.text(redact));
    if (!isMeant(ended)) sayError(ended, redact, flags.debug, system.machine.cwd);
    events.note({ kind: 'closed', status: ended.status });
    log.close();
    ears?.onEnd(ended, warnings.list);
    return ended.status;
  };
  const revise = (end: RunEnd, fault: StackError): void => {
    const ended = withFault(end, fault);
    if (ended === end || flags.dryRun) return;
    ifPossible(conclusion.aftermath.failed);
    stage.checkpoint?.failed(ended.status, true);
    recordAgain(conclusion, ended);
  };
  const abandon = (fault: StackError): ExitStatus => {
    const nowMs = system.clock.monotonic();
    for (const task of ledger.running()) {
      isLogged = true;
      logFault(task, fault, 'finished');
    }
    const results = conclusion.aftermath.told(ledger.cutOff(fault, nowMs));
    const end: RunEnd = { status: fault.exit, results, fault, cause: null, durationMs: nowMs - startMs };
    if (answered) {
      // What fails after the answer is said on stderr, and by the status.
      sayError(end, redact, flags.debug, system.machine.cwd);
      return end.status;
    }
    const cut = new Set(ledger.running());
    for (const result of results) if (cut.has(result.name)) events.note({ kind: 'ended', result, depth: 0 });
    // What lies deeper was begun later.
    const open = watched.flatMap((task) => task ?? []).sort((a, b) => b.depth - a.depth);
    const cutOffTasks = (): void => {
      for (const task of open) task.cutOff(fault);
    };
    // Whatever they call: the answer is still to come.
    withoutExit(() => {
      if (surroundings === undefined) cutOffTasks();
      else surroundings.cutOff({ status: fault.exit, error: fault, results }, cutOffTasks);
    });
    return answer(keep(end));
  };
  const watch: Closing['watch'] = (run) => {
    watched = run.tasks;
    ledger.follow(run);
  };
  return { watch, keep, answer, revise, abandon, isOver: () => answered };
}
