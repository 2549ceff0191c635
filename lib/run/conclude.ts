import { join } from 'node:path';
import { withSources } from '../config';
import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import type { TaskResult } from '../kernel/result';
import { hasActions } from '../kernel/task';
import type { System } from '../system/port';
import { appendText } from '../system/append-file';
import { writeErr, writeOut } from '../system/terminal';
import { answerData, answerText, planText } from './answer';
import { summariseChanges, undoDeadline } from './change-summary';
import type { Reporter } from './context';
import { errorOf, renderEnvelope, taskOf, type Envelope } from './envelope';
import type { PreparedRun } from './prepare';
import type { RunSummary } from './summary';
import { writeRunData, writeRunRecord } from './run-record';
import type { TaskSystems } from './task-systems';

/** A run that is over, one way or another. */
export interface RunEnd {
  readonly status: ExitStatus;
  readonly results: readonly TaskResult[];
  /** The fault that ended the run, when no task's own did. */
  readonly fault: StackError | null;
  readonly durationMs: number;
}

export interface Conclusion {
  readonly system: System;
  readonly prepared: PreparedRun;
  readonly systems: TaskSystems;
  readonly reporter: Reporter;
  readonly reports: readonly string[];
  readonly redact: (value: unknown) => unknown;
  readonly corrId: string;
  readonly runId: string;
  readonly command: string;
}

/** Writes what remains of a run: the effective config, the run record, and the answer on stdout. Synchronous: it may be the last thing that runs. */
export function concludeRun(conclusion: Conclusion, end: RunEnd): void {
  const { system, prepared, systems, reports, runId, command, redact } = conclusion;
  const { line, graph, loaded } = prepared;
  const { dryRun, json, quiet } = line.flags;
  const isAggregate = graph.roots.some(({ name }) => !hasActions(graph.nodes.get(name)?.spec ?? {}));
  if (isAggregate && !dryRun) tryToKeep(() => writeEffectiveConfig(conclusion));

  const steps = systems.steps();
  const undoUntil = undoDeadline(loaded.config.quarantine.ttlDays.cache, system.clock.now());
  const changed = [...steps.values()].flat();
  const summary = summariseChanges({ steps: changed, reports, paths: loaded.paths, runId, dryRun, undoUntil });
  // Redaction keeps the shape: strings become strings.
  const safe = redact(envelopeOf(conclusion, end, isAggregate ? summary : [])) as Envelope;
  if (!dryRun) tryToKeep(() => writeRunRecord(system, loaded.paths.runs, String(redact(command)), runId, safe));

  if (line.flags.summary) tellSummary(conclusion, end);
  if (json)
    writeOut(
      renderEnvelope(safe, (whole) => tryToKeep(() => writeRunData(system, loaded.paths.runs, runId, whole)) ?? ''),
    );
  else {
    writeOut(String(redact(answerText(graph, end.results))));
    if (dryRun) writeOut(planText(steps));
    if (!quiet && (isAggregate || changed.length > 0)) writeOut(summary.map((text) => `${text}\n`).join(''));
  }
  const summaryFile = system.environment.get('GITHUB_STEP_SUMMARY');
  if (summaryFile !== undefined && summaryFile !== '' && !dryRun) {
    tryToKeep(() => {
      const { stepSummary } = require('./view/github') as typeof import('./view/github');
      appendText(summaryFile, stepSummary(safe.task, end.status, end.results));
    });
  }
}

/** Opened only when it is asked for. */
function summaryOf(graph: PreparedRun['graph'], results: readonly TaskResult[]): RunSummary {
  const { summariseRun } = require('./summary') as typeof import('./summary');
  return summariseRun(graph, results);
}

/** The table goes to the conversation, the picture of it into the reports. */
function tellSummary({ system, prepared, redact }: Conclusion, end: RunEnd): void {
  const { renderSummary, renderTrace } = require('./summary') as typeof import('./summary');
  const { flags } = prepared.line;
  const summary = redact(summaryOf(prepared.graph, end.results)) as RunSummary;
  if (!flags.quiet) writeErr(renderSummary(summary));
  if (flags.dryRun) return;
  tryToKeep(() => {
    const { reports } = prepared.loaded.paths;
    system.files.makeFolder(reports, 0o700);
    system.files.write(join(reports, 'trace.json'), renderTrace(summary), { mode: 0o600 });
  });
}

function envelopeOf({ prepared, systems, corrId }: Conclusion, end: RunEnd, summary: readonly string[]): Envelope {
  const { line, graph } = prepared;
  const failed = end.results.find(({ state, status }) => state === 'failed' && status === end.status);
  const steps = systems.steps();
  const data = answerData(graph, end.results);
  return {
    success: end.status < 300 && end.status !== 130 && end.status !== 143,
    task: line.roots.join(' '),
    corr_id: corrId,
    exit_code: end.status,
    duration_ms: Math.round(end.durationMs),
    dry_run: line.flags.dryRun,
    data: data === null && summary.length > 0 ? { summary } : data,
    data_file: null,
    ...(line.flags.summary ? { summary: summaryOf(graph, end.results) } : {}),
    error: errorOf(end.fault ?? failed?.error ?? null),
    tasks: end.results.map((result) => taskOf(result, line.flags.dryRun ? steps.get(result.name) : undefined)),
  };
}

/** A full or read-only disk must not cost the answer: what cannot be kept is said. */
function tryToKeep<T>(keep: () => T): T | undefined {
  try {
    return keep();
  } catch (error) {
    writeErr(`warning: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

function writeEffectiveConfig({ prepared, reporter }: Conclusion): string {
  const { config, sources, paths } = prepared.loaded;
  const body = { file: paths.configFile, config: withSources(config, Object.fromEntries(sources)), paths };
  return reporter.write('effective_config.json', body);
}
