import { asFault } from '../kernel/as-fault';
import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { once } from '../kernel/once';
import { createStopper } from '../kernel/stop';
import type { ScheduleOutcome } from '../kernel/schedule';
import { runGraph } from '../kernel/scheduler';
import { createRedactor, type LogLevel, type LogRecord } from '../log';
import { createRealSystem } from '../system/real';
import { readCorrelation } from '../system/real/correlation';
import type { System } from '../system/port';
import { outClosed, writeErr, writeOut } from '../system/terminal';
import type { RunCheckpoint, RunCheckpointOptions } from './checkpoint/open';
import { answerRun, keepRun, recordAgain, withFault, type RunEnd } from './conclude';
import { answerEarly } from './early';
import type { Ears } from './ears';
import { guardEnding } from './ending';
import { openEvents } from './events';
import { scheduleOptions } from './execute';
import { answerUnread, exitCodeSet } from './faults';
import { sayError } from './last-words';
import { createLedger } from './ledger';
import { packagePlace, readVersion } from '../config/package-place';
import { hasSurroundings, prepareRun, type PreparedRun } from './prepare';
import { createReporter } from './report';
import { openRunLog } from './run-log';
import { refuseShadowedConfig } from './shadowed-config';
import { refuseStaleBuild } from './stale-build';
import type { Surroundings, SurroundingsOptions } from './surroundings';
import { createTaskSystems } from './task-systems';
import { answerVersion, asksForVersion } from './version';
import { chooseView, talkOf } from './view/choose';
import type { CustomLines } from './view/custom';
import { isHeard } from './view/words';
import { createWarnings } from './warnings';

/** Runs one command line from the first check to the last line of the answer. Never rejects; the status is all that is left to do. */
export async function runSession(
  argv: readonly string[],
  door: 'bin' | 'just' = 'bin',
  ears?: Ears,
): Promise<ExitStatus> {
  const { runId, corrId } = readCorrelation();
  const system = createRealSystem({ CLISTACK_CORR_ID: corrId });
  try {
    const place = packagePlace();
    const version = once(() => readVersion((path) => system.files.readText(path), place.root));
    // Asked of a broken installation too: nothing is looked at before it is answered.
    if (asksForVersion(argv)) return answerVersion(argv.includes('--json'), version(), system, corrId);
    refuseShadowedConfig(system);
    if (door === 'just') refuseStaleBuild(system.files, place.root);
    const prepared = prepareRun(system, place, argv);
    // Two hundred looks cost a tenth of a small run: without ts-node in front of it, only a run that changes something pays them.
    if (door === 'bin' && prepared.graph.route.changes) refuseStaleBuild(system.files, place.root);
    if (prepared.line.flags.version) return answerVersion(prepared.line.flags.json, version(), system, corrId);
    ears?.onPrepared(prepared);
    return await runPrepared({ prepared, system, argv, version, corrId, runId, ears });
  } catch (thrown) {
    const fault = asFault('CliStack', thrown);
    ears?.onRefused(fault);
    return answerEarly(fault, argv, corrId, system.machine.cwd);
  }
}

interface Run {
  readonly prepared: PreparedRun;
  readonly system: System;
  readonly argv: readonly string[];
  readonly version: () => string;
  readonly corrId: string;
  readonly runId: string;
  readonly ears: Ears | undefined;
}

async function runPrepared({ prepared, system, argv, version, corrId, runId, ears }: Run): Promise<ExitStatus> {
  const { loaded, line, graph } = prepared;
  const { flags } = line;
  const startMs = system.clock.monotonic();
  const command = argv.join(' ');
  const stopper = createStopper();
  const ledger = createLedger();
  const redactor = createRedactor();
  let broken: StackError | undefined;
  const custom = customLinesOf(prepared, (fault) => {
    broken ??= fault;
    stopper.abort();
  });
  const view = chooseView(system, flags, redactor.text, custom);
  const { dryRun, waitMs } = flags;
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
    dryRun,
    waitMs,
    keepDays,
    stop: stopper,
  });
  const events = openEvents(system, flags.jsonEvents, redactor.value);
  const reports: string[] = [];
  const reporter = createReporter({
    system,
    folder: loaded.paths.reports,
    enabled: !dryRun,
    redact: redactor.value,
    onReport: (path) => {
      if (!reports.includes(path)) reports.push(path);
    },
  });

  const redact = redactor.value;
  const conclusion = {
    system,
    prepared,
    systems,
    log,
    reporter,
    reports,
    warnings: warnings.list,
    redact,
    corrId,
    runId,
    command,
  };
  const surroundings = hasSurroundings(prepared, system)
    ? openSurroundings({ prepared, systems, log, corrId, broken: () => broken })
    : undefined;

  const resumable = (flags.checkpoint !== 'off' || flags.resume !== undefined) && !dryRun;
  const checkpoint = resumable
    ? await openCheckpoint({ system, prepared, version: version(), runId, command, keepDays, signal: stopper.signal, redact,
        say: (text) => { log.forTask('Resume').info(text); } })
    : undefined; // prettier-ignore

  const keep = (end: RunEnd): RunEnd => {
    view.close();
    return keepRun(conclusion, withFault(end, checkpoint?.close(end.status)));
  };
  const answer = (end: RunEnd): ExitStatus => {
    let ended = answerRun(conclusion, end);
    if (outClosed()) {
      ended = withFault(ended, answerUnread({ task: line.roots.join(' ') }));
      if (ended !== end && !dryRun) recordAgain(conclusion, ended);
    }
    if (!flags.quiet) writeErr(warnings.text());
    sayError(ended, redact, flags.debug, system.machine.cwd);
    events.note({ kind: 'closed', status: ended.status });
    log.close();
    ears?.onEnd(ended, warnings.list);
    return ended.status;
  };
  const abandon = (fault: StackError): ExitStatus => {
    const durationMs = system.clock.monotonic() - startMs;
    for (const task of ledger.running())
      log.forTask(task).error(fault.message, { event: 'finished', error: { code: fault.code, data: fault.data } });
    const results = ledger.cutOff(fault, durationMs);
    surroundings?.cutOff({ status: fault.exit, error: fault, results });
    return answer(keep({ status: fault.exit, results, fault, durationMs }));
  };
  const guard = guardEnding({
    line: line.roots.join(' '),
    running: () => [...ledger.running(), ...(surroundings?.running() ?? [])],
    stop: () => {
      stopper.abort();
    },
    abandon,
    leave: ears?.leave,
  });
  for (const { task, file, instead_of } of prepared.redefined)
    log.forTask(task).info(`${task} is defined by ${file} in the place of ${instead_of}`);
  ears?.signal?.addEventListener('abort', guard.interrupt, { once: true });
  if (ears?.signal?.aborted === true) guard.interrupt();
  const run = (): Promise<ScheduleOutcome> =>
    runGraph(
      graph,
      scheduleOptions({
        prepared, system, systems, log, startMs, reporter, corrId, version, signal: stopper, checkpoint,
        hooks: surroundings?.taskHooks,
        answer: (text) => {
          // A live foot on the terminal and text above it would overwrite each other.
          view.close();
          if (!flags.json) writeOut(redactor.text(text));
        },
        onEvent: (event) => {
          ledger.note(event);
          if (event.kind === 'ended') {
            surroundings?.noteEnd(event.result.name);
            checkpoint?.noteEnd(event.result);
          }
          events.note(event);
          if (event.kind !== 'retried') view.onEvent(event);
        },
        onProgress: view.onProgress,
      }),
    ); // prettier-ignore
  const outcome = surroundings === undefined ? { ...(await run()), fault: null } : await surroundings.around(run);
  await guard.idle();
  const asked = guard.asked();
  const failing = asked === undefined ? undefined : exitCodeSet({ tasks: line.roots.join(' '), status: asked });
  const ended = (): RunEnd => {
    const fault = guard.stopped() ?? outcome.fault;
    const durationMs = system.clock.monotonic() - startMs;
    return withFault({ status: fault?.exit ?? outcome.status, results: outcome.results, fault, durationMs }, failing);
  };
  let end = keep(ended());
  // A signal that came while all of this was written is heard now.
  await new Promise(setImmediate);
  if (guard.stopped() !== undefined && end.fault !== guard.stopped()) {
    end = ended();
    if (!dryRun) recordAgain(conclusion, end);
  }
  guard.release();
  ears?.signal?.removeEventListener('abort', guard.interrupt);
  return answer(end);
}

function customLinesOf({ hooks }: PreparedRun, onFault: (fault: StackError) => void): CustomLines | undefined {
  if (hooks.length === 0) return undefined;
  return (require('./view/custom') as typeof import('./view/custom')).customLines(hooks, onFault);
}

function openCheckpoint(options: RunCheckpointOptions): Promise<RunCheckpoint> {
  return (require('./checkpoint/open') as typeof import('./checkpoint/open')).openRunCheckpoint(options);
}

function openSurroundings(options: SurroundingsOptions): Surroundings {
  return (require('./surroundings') as typeof import('./surroundings')).createSurroundings(options);
}
