import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { shellLine } from '../kernel/shell-quote';
import { createStopper, type Stopper } from '../kernel/stop';
import { markRun, type RunMark } from '../journal/at-work';
import { createRedactor, type LogLevel, type LogRecord } from '../log';
import type { System } from '../system/port';
import { createAftermath } from './aftermath';
import type { RunCheckpoint, RunCheckpointOptions } from './checkpoint/run-checkpoint';
import type { Conclusion } from './conclude';
import { openEvents } from './events';
import type { Ears } from './ears';
import type { CompiledFile } from './keep-code';
import { maskLateErrors } from './leave';
import { readLine } from './line';
import { hasSurroundings, type PreparedRun } from './prepare';
import { createReporter } from './report';
import { openRunLog } from './run-log';
import { asksOnly, secretsOf, takesLines } from './secret-options';
import type { Surroundings, SurroundingsOptions } from './surroundings';
import { createTaskSystems } from './task-systems';
import { chooseView, talkOf } from './view/choose';
import type { CustomLines } from './view/custom';
import type { View } from './view/view';
import { isHeard } from './view/words';
import { createWarnings, type Warnings } from './warnings';

/** A run that was found right and is about to begin. */
export interface ReadyRun {
  readonly prepared: PreparedRun;
  readonly system: System;
  readonly argv: readonly string[];
  readonly version: () => string;
  readonly corrId: string;
  readonly runId: string;
  readonly ears: Ears | undefined;
  /** The files of our code of which V8 has kept little; empty for a run whose door hands none on. */
  readonly compiled: readonly CompiledFile[];
}

/** All that a run has around its tasks: who watches it, where it writes, and what stops it. */
export interface Stage {
  /** Of the monotonic clock. */
  readonly startMs: number;
  readonly stopper: Stopper;
  readonly view: View;
  readonly warnings: Warnings;
  readonly redactText: (text: string) => string;
  /** Where it writes, and all that is known when it has ended. */
  readonly conclusion: Conclusion;
  /** Hooks and the tasks of the whole build, where there are any. */
  readonly surroundings: Surroundings | undefined;
  /** Of a run that asks for one, from when it was opened. */
  checkpoint: RunCheckpoint | undefined;
  /**
   * Undefined for a run that asks for none.
   * @throws RUN044, RUN045, 507, and what a hook throws that gets its state back.
   */
  readonly openCheckpoint: () => Promise<RunCheckpoint> | RunCheckpoint | undefined;
  /** Hooks around the whole run that are at work. */
  readonly running: () => readonly string[];
  /** Nothing is refused any more: from now on the run is at work, and ends with its record. */
  readonly begin: () => void;
  /** It was refused before it began: what was opened for it is closed. */
  readonly dismiss: (status: ExitStatus) => void;
}

/**
 * Opens the stage of a run, each part only when its flags or files ask for it.
 * @throws what cannot be opened before anything runs: the log (SYS, 506), `--json-events` (RUN063).
 */
export function openStage({ prepared, system, argv, version, corrId, runId }: ReadyRun): Stage {
  const { loaded, line } = prepared;
  const { flags } = line;
  const { dryRun, waitMs } = flags;
  const startMs = system.clock.monotonic();
  const stopper = createStopper();
  const known = createRedactor();
  // Before anything is written: what a task tells later is masked from then on.
  for (const secret of typedSecrets(prepared, argv)) {
    maskLateErrors(known.text);
    known.add(secret);
  }
  const command = known.text(shellLine(argv));
  let mark: RunMark | undefined;
  let isOver = false;
  const add = (secret: string): boolean => {
    maskLateErrors(known.text);
    const added = known.add(secret);
    mark?.mask();
    return added;
  };
  const redactor = { ...known, add };
  let broken: StackError | undefined;
  const custom = customLinesOf(prepared, (fault) => {
    broken ??= fault;
    stopper.abort();
  });
  const view = chooseView(system, flags, redactor.text, custom);
  const warnings = createWarnings();
  const onRecord = (record: LogRecord): void => {
    warnings.note(record);
    view.onRecord(record);
  };
  const talk = talkOf(flags);
  const listens = (level: LogLevel, isEvent: boolean): boolean => level === 'warn' || isHeard(talk, level, isEvent);
  const log = openRunLog({ system, loaded, corrId, redactor, dryRun, startMs, debug: flags.debug, onRecord, listens });
  const { ttlDays } = loaded.config.quarantine;
  const keepDays = Math.max(ttlDays.cache, ttlDays.config);
  const systems = createTaskSystems({
    system,
    paths: loaded.paths,
    runId,
    command,
    roots: prepared.graph.roots.map(({ name }) => name),
    redactor,
    dryRun,
    waitMs,
    keepDays,
    stop: stopper,
  });
  const redact = redactor.value;
  const events = openEvents(system, flags.jsonEvents, runId, redact);
  const reports: string[] = [];
  const reporter = createReporter({
    system,
    folder: loaded.paths.reports,
    enabled: !dryRun,
    redact,
    onReport: (path) => {
      if (!reports.includes(path)) reports.push(path);
    },
  });
  const surroundings = hasSurroundings(prepared, system)
    ? openSurroundings({
        prepared,
        systems,
        log,
        corrId,
        stop: stopper,
        monotonic: () => system.clock.monotonic(),
        broken: () => broken,
      })
    : undefined;
  const say = (text: string): void => {
    log.forTask('Resume').info(text);
  };
  let hook: string | undefined;
  const onHook = (name: string | undefined): void => {
    hook = name;
  };
  const whole = { system, prepared, version, runId, command, keepDays, signal: stopper, redact, say, onHook, warnings };
  const conclusion = {
    system, prepared, systems, log, events, reporter, reports, warnings: warnings.list, redact, corrId, runId, command,
    aftermath: createAftermath(() => stage.checkpoint),
    unmark: () => {
      isOver = true;
      mark?.remove();
    },
  }; // prettier-ignore
  const stage: Stage = {
    startMs,
    stopper,
    view,
    warnings,
    redactText: redactor.text,
    conclusion,
    surroundings,
    checkpoint: undefined,
    openCheckpoint: () => checkpointOf(whole),
    running: () => [...(surroundings?.running() ?? []), ...(hook === undefined ? [] : [hook])],
    begin: () => {
      if (dryRun) return;
      const write = (): void => {
        const marked = { run: runId, corr_id: corrId, command: () => redactor.text(command) };
        if (!isOver) mark = markRun(system, loaded.paths.runs, marked);
      };
      if (prepared.graph.route.changes) write();
      // One that is over before anything else could happen is over before anyone could ask.
      else setImmediate(write).unref();
    },
    dismiss: (status) => {
      surroundings?.leave();
      events.note({ kind: 'closed', status });
      log.close();
    },
  };
  return stage;
}

function typedSecrets(prepared: PreparedRun, argv: readonly string[]): readonly string[] {
  if (asksOnly(prepared.line)) {
    const { secretsInQuestion } = require('./line-secrets') as typeof import('./line-secrets');
    return secretsInQuestion(readLine(argv, prepared.tasks), prepared.tasks);
  }
  const typed = prepared.asked ?? prepared;
  if (!takesLines(typed)) return secretsOf(prepared);
  const { secretsInLines } = require('./line-secrets') as typeof import('./line-secrets');
  return [...secretsOf(prepared), ...secretsInLines(typed, prepared.tasks)];
}

function customLinesOf({ hooks }: PreparedRun, onFault: (fault: StackError) => void): CustomLines | undefined {
  if (hooks.length === 0) return undefined;
  return (require('./view/custom') as typeof import('./view/custom')).customLines(hooks, onFault);
}

type CheckpointRequest = Omit<RunCheckpointOptions, 'version' | 'signal'> &
  Pick<ReadyRun, 'version'> & { readonly signal: Stopper };

/** That of this run, if its line asks for one: a dry run only looks at the one it would go on with, and of --what-if the plan tells. */
function checkpointOf(request: CheckpointRequest): Promise<RunCheckpoint> | RunCheckpoint | undefined {
  const { prepared, version, signal } = request;
  const { checkpoint, resume, dryRun } = prepared.line.flags;
  if ((resume === undefined && (checkpoint === 'off' || dryRun)) || prepared.asked !== undefined) return undefined;
  const { openRunCheckpoint, rehearseCheckpoint } = require('./checkpoint/open') as typeof import('./checkpoint/open');
  const options = { ...request, version: version() };
  return dryRun ? rehearseCheckpoint(options) : openRunCheckpoint({ ...options, signal: signal.signal });
}

function openSurroundings(options: SurroundingsOptions): Surroundings {
  return (require('./surroundings') as typeof import('./surroundings')).createSurroundings(options);
}
