import { withSources } from '../config';
import { asFault } from '../kernel/as-fault';
import { isGreen, type ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import type { TaskResult } from '../kernel/result';
import { hasActions } from '../kernel/task';
import type { System } from '../system/port';
import { appendText } from '../system/append-file';
import { ifPossible } from '../system/errno';
import { writeErr, writeOut } from '../system/terminal';
import type { Aftermath } from './aftermath';
import { answerData, answerText, planText } from './answer';
import { summariseChanges, undoDeadline } from './change-summary';
import type { Reporter } from './context';
import { errorOf, renderEnvelope, taskOf, type Envelope, type EnvelopeTask } from './envelope';
import type { EventStream } from './events';
import { notKept } from './faults';
import { lossOf } from './loss-of';
import type { PreparedRun } from './prepare';
import type { RunLog } from './run-log';
import { recordedTasks, writeRunData, writeRunRecord, type RunHead } from './run-record';
import { safeError, safeRedefinition, safeTask, safeText } from './safe-parts';
import type { TaskSystems } from './task-systems';
import type { Warning } from './warnings';

/** A run that is over, one way or another. */
export interface RunEnd {
  readonly status: ExitStatus;
  readonly results: readonly TaskResult[];
  /** The fault that ended the run, when no task's own did. */
  readonly fault: StackError | null;
  /** The task whose failure ended it, if one did. */
  readonly cause: TaskResult | null;
  readonly durationMs: number;
}

export interface Conclusion {
  readonly system: System;
  readonly prepared: PreparedRun;
  readonly systems: TaskSystems;
  readonly log: RunLog;
  readonly events: EventStream;
  readonly reporter: Reporter;
  readonly reports: readonly string[];
  readonly warnings: readonly Warning[];
  readonly redact: (value: unknown) => unknown;
  readonly corrId: string;
  readonly runId: string;
  readonly command: string;
  readonly aftermath: Aftermath;
  /** Nobody takes the run for one at work any more. */
  readonly unmark: () => void;
}

/**
 * Writes what remains of a run: the effective config, its pictures and its record. What cannot be written does not cost the answer, but a
 * run that leaves no trace is no success: the end that is returned says so.
 */
export function keepRun(conclusion: Conclusion, end: RunEnd): RunEnd {
  const { system, prepared, systems, log, events, aftermath } = conclusion;
  const { loaded, line } = prepared;
  const losses: StackError[] = [];
  const keep = (what: string, write: () => void): void => {
    try {
      write();
    } catch (error) {
      losses.push(lossOf(what, error));
    }
  };
  keep('the journal', () => {
    systems.close(end.status);
  });
  keep('which of its tasks have to run again', aftermath.close);
  const lostEvents = events.lost();
  const place = line.flags.jsonEvents ?? '';
  if (lostEvents !== undefined) losses.push(notKept({ what: 'the file of events', reason: lostEvents, place }));
  if (line.flags.dryRun) return withFault(end, losses[0]);
  const lostLines = log.lost();
  if (lostLines !== undefined) losses.push(notKept({ what: 'the log', reason: lostLines, place: loaded.paths.logs }));
  prepared.found.families?.keep(system.files);
  if (isAggregate(prepared)) keep('the effective config', () => writeEffectiveConfig(conclusion));
  if (completesWords(conclusion)) {
    keep('the words of the completion', () => {
      const { keepWords } = require('./completion-words') as typeof import('./completion-words');
      keepWords(system, loaded.paths, prepared.tasks);
    });
  }
  if (line.flags.summary)
    keep('the picture of the run', () => {
      picture().drawTrace(conclusion, end.results);
    });
  const summaryFile = system.environment.get('GITHUB_STEP_SUMMARY');
  if (summaryFile !== undefined && summaryFile !== '') {
    keep('the step summary', () => {
      const { stepSummary } = require('./view/github') as typeof import('./view/github');
      const redact = (text: string): string => String(conclusion.redact(text));
      appendText(summaryFile, stepSummary(line.roots.join(' '), end.status, end.results, redact));
    });
  }
  keep('the record of the run', () => {
    recordRun(conclusion, withFault(end, losses[0]));
  });
  conclusion.unmark();
  const [first, ...others] = losses;
  // The first one is the last word of the run, if the run has no other.
  const ended = withFault(end, first);
  for (const { message } of ended === end ? losses : others)
    writeErr(String(conclusion.redact(`warning: ${message}\n`)));
  return ended;
}

/**
 * True when shells complete our words, or will after this run; a run with another config, or without all task files, knows other tasks than a
 * shell should offer. Where nobody can look, no shell reads them either.
 */
function completesWords({ system, prepared }: Conclusion): boolean {
  const { line, graph, loaded, leftOut } = prepared;
  if (line.flags.configFile !== undefined || leftOut.length > 0) return false;
  if (graph.nodes.has('Completion.Install')) return true;
  return ifPossible(() => system.files.stat(loaded.paths.completions)) !== undefined;
}

/** Writes the record anew: the run ended differently from what was to be seen before its answer. */
export function recordAgain(conclusion: Conclusion, end: RunEnd): void {
  try {
    recordRun(conclusion, end);
  } catch (error) {
    // The status tells it anyway, and the fault that is said next.
    writeErr(String(conclusion.redact(`warning: ${error instanceof Error ? error.message : String(error)}\n`)));
  }
}

function recordRun(conclusion: Conclusion, end: RunEnd): void {
  const { system, prepared, redact, command, runId } = conclusion;
  // What comes back as it was holds no secret, for none is known.
  const probe = {};
  const isUnmasked = redact(probe) === probe;
  const head = isUnmasked ? headOf(conclusion, end) : safeEnvelope(conclusion, end);
  const told = (result: TaskResult): EnvelopeTask => taskOf(result, undefined);
  const tasks = recordedTasks(end.results, isUnmasked ? told : (result) => safeTask(told(result), redact));
  writeRunRecord(system, prepared.loaded.paths.runs, String(redact(command)), runId, head, tasks);
}

/** The end of a run that did its work and then met this fault; one that has failed already keeps its cause. */
export function withFault(end: RunEnd, fault: StackError | undefined): RunEnd {
  if (fault === undefined || !isGreen(end.status)) return end;
  return { ...end, status: fault.exit, fault };
}

/** Writes the answer to stdout. Synchronous: it may be the last thing that runs. */
export function answerRun(conclusion: Conclusion, end: RunEnd): RunEnd {
  const { system, prepared, systems, redact, runId } = conclusion;
  const { graph, loaded, line } = prepared;
  const { dryRun, json, quiet } = line.flags;
  if (line.flags.summary) picture().tellSummary(conclusion, end.results);
  if (json) {
    let lost: StackError | undefined;
    const keep = (whole: string): string => {
      try {
        return writeRunData(system, loaded.paths.runs, runId, whole);
      } catch (error) {
        lost = lossOf('the whole answer', error);
        return '';
      }
    };
    const text = renderEnvelope(safeEnvelope(conclusion, end), keep);
    const ended = endedWith(conclusion, end, lost);
    writeOut(ended === end ? text : renderEnvelope(safeEnvelope(conclusion, ended), () => ''));
    return ended;
  }
  let mute: StackError | undefined;
  try {
    writeOut(String(redact(answerText(graph, end.results))));
  } catch (error) {
    mute = asFault(line.roots.join(' '), error);
  }
  if (dryRun) writeOut(planText(systems.steps(), redact));
  const summary = summaryLines(conclusion, end);
  if (!quiet && summary.length > 0) writeOut(String(redact(summary.map((text) => `${text}\n`).join(''))));
  return endedWith(conclusion, end, mute);
}

/** The end of a run that met a fault after its record was written: the record says no other status than the process. */
function endedWith(conclusion: Conclusion, end: RunEnd, fault: StackError | undefined): RunEnd {
  const ended = withFault(end, fault);
  if (ended !== end && !conclusion.prepared.line.flags.dryRun) recordAgain(conclusion, ended);
  return ended;
}

function isAggregate({ graph }: PreparedRun): boolean {
  return graph.roots.some(({ name }) => !hasActions(graph.nodes.get(name)?.spec ?? {}));
}

/** What changed, where the reports are, and the way back: for an aggregate always, else when something changed. */
function summaryLines(conclusion: Conclusion, { status }: RunEnd): readonly string[] {
  const { system, prepared, systems, reports, runId } = conclusion;
  const { loaded, line } = prepared;
  const steps = [...systems.steps().values()].flat();
  if (!isAggregate(prepared) && steps.length === 0) return [];
  const facts = { steps, reports, paths: loaded.paths, runId, dryRun: line.flags.dryRun, isWell: status === 0 };
  const deadline = (): string => undoDeadline(loaded.config.quarantine.ttlDays.cache, system.clock.now());
  return summariseChanges({ ...facts, undoUntil: systems.canTakeBack() ? deadline() : undefined });
}

/** The record and the answer are made of the same document where it has to be masked: of ten thousand tasks that takes its time. */
const documents = new WeakMap<RunEnd, Envelope>();

function safeEnvelope(conclusion: Conclusion, end: RunEnd): Envelope {
  const known = documents.get(end);
  if (known !== undefined) return known;
  const { prepared, systems, redact } = conclusion;
  const steps = prepared.line.flags.dryRun ? systems.steps() : undefined;
  const tasks = end.results.map((result) => safeTask(taskOf(result, steps?.get(result.name)), redact));
  const safe: Envelope = { ...headOf(conclusion, end), tasks };
  documents.set(end, safe);
  return safe;
}

/** What --summary tells: opened only when it is asked for. */
function picture(): typeof import('./picture') {
  return require('./picture') as typeof import('./picture');
}

/** The document without its tasks; what is secret in it is masked. */
function headOf(conclusion: Conclusion, end: RunEnd): RunHead {
  const { prepared, corrId, warnings, redact } = conclusion;
  const { line, graph, redefined } = prepared;
  const summary = isAggregate(prepared) ? summaryLines(conclusion, end).map((text) => safeText(text, redact)) : [];
  const data = answerData(graph, end.results, redact);
  return {
    success: isGreen(end.status),
    task: line.roots.join(' '),
    corr_id: corrId,
    exit_code: end.status,
    duration_ms: Math.round(end.durationMs),
    dry_run: line.flags.dryRun,
    data: data === null && summary.length > 0 ? { summary } : data,
    data_file: null,
    ...(line.flags.summary ? { summary: picture().summariseRun(graph, end.results) } : {}),
    error: safeError(errorOf(end.fault ?? end.cause?.error ?? null), redact),
    warnings: warnings.map(({ task, message }) => ({ task, message: safeText(message, redact) })),
    ...(redefined.length === 0 ? {} : { redefined: redefined.map((each) => safeRedefinition(each, redact)) }),
  };
}

function writeEffectiveConfig({ prepared, reporter }: Conclusion): string {
  const { config, sources, paths } = prepared.loaded;
  const body = { file: paths.configFile, config: withSources(config, Object.fromEntries(sources)), paths };
  return reporter.write('effective_config.json', body);
}
