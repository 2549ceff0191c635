import { asFault } from '../kernel/as-fault';
import { isGreen, type ExitStatus } from '../kernel/exit';
import type { RunEvent } from '../kernel/result';
import type { ScheduleOutcome } from '../kernel/schedule';
import { runGraph } from '../kernel/scheduler';
import { hasLinkNote } from '../journal/link-note';
import { hasSetPace } from '../system/large-graph';
import { writeOut } from '../system/terminal';
import { createClosing, type Closing } from './closing';
import { recordAgain, withFault, type RunEnd } from './conclude';
import { guardEnding, type Guard } from './ending';
import { scheduleOptions } from './execute';
import { exitCodeSet } from './faults';
import { createLedger, type Ledger } from './ledger';
import { onLateFailure, onLeaving } from './leave';
import { waitForRest } from './rest';
import { openStage, type ReadyRun, type Stage } from './stage';

/** Further runs call further functions; after so many there is little left that a usual one calls first. */
const timesToKeep = 5;
/** Milliseconds of a run that is short. */
const shortMs = 1000;

/** Runs the tasks of a ready run, guarded on every way out of the process, and says what it ends with. */
export async function performRun(run: ReadyRun): Promise<ExitStatus> {
  const { prepared, system, ears, runId } = run;
  const stage = openStage(run);
  const { startMs, stopper, conclusion, surroundings } = stage;
  const { aftermath } = conclusion;
  const ledger = createLedger(startMs);
  const closing = createClosing(stage, ledger, ears);
  const line = prepared.graph.roots.map(({ name }) => name).join(' ');
  // What the files that were loaded open shows a tick later, and what is open now is nobody's whom a task would wait for.
  await Promise.resolve();
  const guard = guardEnding({
    runId,
    line,
    running: () => [...ledger.running(), ...stage.running()],
    stop: () => {
      stopper.abort();
    },
    onLoose: aftermath.open,
    abandon: closing.abandon,
    leave: ears?.leave,
  });
  const release = (): void => {
    guard.release();
    ears?.signal?.removeEventListener('abort', guard.interrupt);
  };
  ears?.signal?.addEventListener('abort', guard.interrupt, { once: true });
  if (ears?.signal?.aborted === true) guard.interrupt();
  try {
    putInOrder(run, conclusion);
    const opening = stage.openCheckpoint();
    if (opening !== undefined) stage.checkpoint = await opening;
    stage.begin();
  } catch (error) {
    if (guard.isCutOff()) return hasLeft();
    release();
    const stopped = guard.stopped();
    // Nothing has run: it is refused like a line that was mistyped, unless a signal came while it waited.
    if (stopped === undefined) {
      const refused = asFault(line, error);
      stage.dismiss(refused.exit);
      throw refused;
    }
    return closing.abandon(stopped);
  }
  for (const { task, file, instead_of } of prepared.redefined)
    conclusion.log.forTask(task).info(`${task} is defined by ${file} in the place of ${instead_of}`);
  for (const { message, fix } of prepared.leftOut)
    conclusion.log.forTask('TaskFiles').warn(`${message}, so it is left out, and most tasks do not run: ${fix}`);
  try {
    const tasks = (): Promise<ScheduleOutcome> => runTasks(run, stage, ledger, closing, guard);
    const outcome = await guard.around(async () =>
      surroundings === undefined ? { ...(await tasks()), fault: null } : surroundings.around(tasks),
    );
    if (guard.isCutOff()) return await hasLeft();
    aftermath.open();
    const { unended, isWhole } = await waitForRest(outcome, {
      guard,
      runInProgram: ears === undefined ? undefined : runId,
      limitMs: prepared.line.flags.timeoutMs,
      warn: (text) => {
        conclusion.log.forTask(line).warn(text);
      },
      cwd: () => system.machine.cwd,
      monotonic: system.clock.monotonic,
    });
    // A failure tells all that is at work to stop, as a signal does.
    const hasStopped = stopper.aborted || !isGreen(outcome.status);
    const asked = guard.asked();
    if (unended === undefined && (asked === undefined || asked.isOfFailed)) aftermath.settled(isWhole && !hasStopped);
    const failing = unended ?? (asked && exitCodeSet({ tasks: asked.tasks.join(', '), status: asked.status }));
    const ended = (): RunEnd => {
      const fault = guard.stopped() ?? outcome.fault;
      const durationMs = system.clock.monotonic() - startMs;
      const { status, cause } = outcome;
      const results = aftermath.told(outcome.results);
      return withFault({ status: fault?.exit ?? status, results, fault, cause, durationMs }, failing);
    };
    let end = closing.keep(ended());
    // A signal that came while all of this was written is heard now.
    await new Promise(setImmediate);
    if (guard.isCutOff()) return await hasLeft();
    if (guard.stopped() !== undefined && end.fault !== guard.stopped()) {
      end = ended();
      if (!prepared.line.flags.dryRun) recordAgain(conclusion, end);
    }
    release();
    const status = closing.answer(end);
    const endCheckpoint = (): void => stage.checkpoint?.end();
    if (ears === undefined) {
      onLateFailure((thrown) => {
        closing.revise(end, asFault(line, thrown));
      });
      onLeaving(endCheckpoint);
    } else endCheckpoint();
    if (run.compiled.length > 0) keepCompiled(run, system.clock.monotonic() - startMs);
    return status;
  } catch (error) {
    if (guard.isCutOff()) return hasLeft();
    // Nothing of ours throws; if the engine fails in spite of that, the run has its record and its one answer all the same.
    release();
    stopper.abort();
    aftermath.open();
    return closing.abandon(asFault(line, error));
  }
}

/** What a killed run has left in a state that must not last until the next changing run. A dry run changes nothing, not even that. */
function putInOrder({ prepared, system }: ReadyRun, { log }: Stage['conclusion']): void {
  const { journal } = prepared.loaded.paths;
  if (prepared.line.flags.dryRun || !hasLinkNote(system.files, journal)) return;
  const { putLinkBack } = require('../journal/link-away') as typeof import('../journal/link-away');
  const link = putLinkBack(system, journal);
  if (link !== undefined)
    log.forTask('Journal').warn(`put back the link ${link}, which a killed run had left beside its place`);
}

/** For the next start. A dry run changes nothing, and of `--what-if` nothing runs. */
function keepCompiled({ compiled, prepared, system }: ReadyRun, tookMs: number): void {
  const files = compiled.filter(({ times }) => times < timesToKeep);
  // V8 takes nothing that was made under other flags. It forgets functions in a run that takes long, and marks those that it would compile anew.
  if (files.length === 0 || hasSetPace() || tookMs > shortMs) return;
  if (prepared.line.flags.dryRun || prepared.asked !== undefined) return;
  const { keepCode } = require('./keep-code') as typeof import('./keep-code');
  keepCode(system, prepared.loaded.paths.state, files);
}

/** Whoever waits for a run that was cut off has got its end from the guard. */
function hasLeft(): Promise<never> {
  return new Promise(() => undefined);
}

function runTasks(
  { prepared, system, version }: ReadyRun,
  stage: Stage,
  ledger: Ledger,
  { watch, isOver }: Pick<Closing, 'watch' | 'isOver'>,
  guard: Pick<Guard, 'noteEnd' | 'hasLeftWork'>,
): Promise<ScheduleOutcome> {
  const { startMs, stopper, view, redactText, conclusion, surroundings, checkpoint } = stage;
  const { systems, log, events, reporter, corrId, aftermath } = conclusion;
  const onEvent = (event: RunEvent, nowMs: number): void => {
    ledger.note(event, nowMs);
    if (event.kind === 'ended') {
      surroundings?.noteEnd(event.result.name);
      checkpoint?.noteEnd(event.result, event.afterStop === true || guard.hasLeftWork(event.result.name));
      guard.noteEnd(event.result.name, event.result.state === 'failed');
    }
    events.note(event);
    if (event.kind !== 'retried') view.onEvent(event);
  };
  const listens = checkpoint !== undefined || prepared.line.flags.jsonEvents !== undefined || view.isDeaf !== true;
  const endedInRow = (task: string): void => {
    surroundings?.noteEnd(task);
    guard.noteEnd(task);
  };
  // Where nothing is around them all tasks are ours, and none of those sets an exit code or goes elsewhere.
  const inRow = { left: ledger.begin, ended: surroundings === undefined ? undefined : endedInRow };
  const answer = (text: unknown): void => {
    // A live foot on the terminal and text above it would overwrite each other.
    view.close();
    if (!prepared.line.flags.json && !isOver()) writeOut(redactText(String(text)));
  };
  return runGraph(
    prepared.graph,
    scheduleOptions({
      prepared, system, systems, log, startMs, reporter, corrId, version, signal: stopper, checkpoint, aftermath, hasLeftWork: guard.hasLeftWork,
      inRow: listens ? undefined : inRow, hooks: surroundings?.taskHooks, answer, isOver, onEvent, onOpen: watch, onProgress: view.onProgress, hold: view.hold,
    }),
  ); // prettier-ignore
}
