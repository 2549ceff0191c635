import { asFault } from '../kernel/as-fault';
import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { runGraph, type ScheduleOutcome } from '../kernel/scheduler';
import { createRedactor, type LogRecord } from '../log';
import { createRealSystem } from '../system/real';
import type { System } from '../system/port';
import { outClosed, writeErr, writeOut } from '../system/terminal';
import { answerRun, keepRun, recordAgain, withFault, type RunEnd } from './conclude';
import { answerEarly, bareEnvelope, faultText, placeText } from './early';
import { guardEnding } from './ending';
import { openEvents } from './events';
import { scheduleOptions } from './execute';
import { answerUnread, exitCodeSet } from './faults';
import { createLedger } from './ledger';
import { packagePlace, readVersion } from '../config/package-place';
import { hasSurroundings, prepareRun, type PreparedRun } from './prepare';
import { createReporter } from './report';
import { openRunLog } from './run-log';
import { refuseShadowedConfig } from './shadowed-config';
import { refuseStaleBuild } from './stale-build';
import type { Surroundings, SurroundingsOptions } from './surroundings';
import { createTaskSystems } from './task-systems';
import { chooseView } from './view/choose';
import type { CustomLines } from './view/custom';
import { createWarnings } from './warnings';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Runs one command line from the first check to the last line of the answer. Never rejects; the status is all that is left to do. */
export async function runSession(argv: readonly string[], door: 'bin' | 'just' = 'bin'): Promise<ExitStatus> {
  const inherited = createRealSystem();
  const runId = inherited.randomness.id();
  const handed = inherited.environment.get('CLISTACK_CORR_ID') ?? '';
  const corrId = guid.test(handed) ? handed : runId;
  const system = createRealSystem({ CLISTACK_CORR_ID: corrId });
  try {
    const place = packagePlace();
    const version = readVersion((path) => system.files.read(path).toString('utf8'), place.root);
    refuseShadowedConfig(system);
    if (door === 'just') refuseStaleBuild(system.files, place.root);
    const prepared = prepareRun(system, place, argv);
    // Two hundred looks cost a tenth of a small run: without ts-node in front of it, only a run that changes something pays them.
    const changes = [...prepared.graph.nodes.values()].some(({ spec }) => spec.mutates === true);
    if (door === 'bin' && changes) refuseStaleBuild(system.files, place.root);
    if (prepared.line.flags.version) return answerVersion(prepared, version, system, corrId);
    return await runPrepared({ prepared, system, argv, version, corrId, runId });
  } catch (thrown) {
    return answerEarly(asFault('CliStack', thrown), argv, corrId, system.machine.cwd);
  }
}

interface Run {
  readonly prepared: PreparedRun;
  readonly system: System;
  readonly argv: readonly string[];
  readonly version: string;
  readonly corrId: string;
  readonly runId: string;
}

async function runPrepared({ prepared, system, argv, version, corrId, runId }: Run): Promise<ExitStatus> {
  const { loaded, line, graph } = prepared;
  const { flags } = line;
  const startMs = system.clock.monotonic();
  const command = argv.join(' ');
  const abort = new AbortController();
  const ledger = createLedger();
  const redactor = createRedactor();
  let broken: StackError | undefined;
  const custom = customLinesOf(prepared, (fault) => {
    broken ??= fault;
    abort.abort();
  });
  const view = chooseView(system, flags, redactor.text, custom);
  const { dryRun, waitMs } = flags;
  const warnings = createWarnings();
  const onRecord = (record: LogRecord): void => {
    warnings.note(record);
    view.onRecord(record);
  };
  const log = openRunLog({ system, loaded, corrId, redactor, dryRun, startMs, debug: flags.debug, onRecord });
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
    signal: abort.signal,
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

  const keep = (end: RunEnd): RunEnd => {
    view.close();
    return keepRun(conclusion, end);
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
      abort.abort();
    },
    abandon,
  });
  const run = (): Promise<ScheduleOutcome> =>
    runGraph(
      graph,
      scheduleOptions({
        prepared, system, systems, log, reporter, corrId, version, signal: abort.signal, hooks: surroundings?.taskHooks,
        onEvent: (event) => {
          ledger.note(event);
          if (event.kind === 'ended') surroundings?.noteEnd(event.result.name);
          events.note(event);
          if (event.kind !== 'retried') view.onEvent(event);
        },
        onProgress: (task, text) => {
          view.onProgress(task, text);
        },
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
  if (guard.stopped() !== undefined && end.fault !== guard.stopped()) end = keep(ended());
  guard.release();
  return answer(end);
}

function customLinesOf({ hooks }: PreparedRun, onFault: (fault: StackError) => void): CustomLines | undefined {
  if (hooks.length === 0) return undefined;
  return (require('./view/custom') as typeof import('./view/custom')).customLines(hooks, onFault);
}

function openSurroundings(options: SurroundingsOptions): Surroundings {
  return (require('./surroundings') as typeof import('./surroundings')).createSurroundings(options);
}

/** The last word of a failed run on stderr: the cause and what to type next. */
function sayError(
  { fault, results, status }: RunEnd,
  redact: (value: unknown) => unknown,
  debug: boolean,
  cwd: string,
): void {
  const failed = results.find((result) => result.state === 'failed' && result.status === status);
  const error = fault ?? failed?.error ?? null;
  if (error === null) return;
  writeErr(String(redact(faultText(error, cwd))));
  // With --keep-going several may have failed: each is one click away.
  for (const { name, error: other } of results) {
    const at = other === error ? undefined : other?.data['at'];
    if (typeof at === 'string') writeErr(String(redact(`  also ${name} at ${placeText(at, cwd)}\n`)));
  }
  const { cause } = error;
  if (debug && cause instanceof Error) writeErr(`${String(redact(cause.stack ?? cause.message))}\n`);
}

function answerVersion({ line }: PreparedRun, version: string, { machine }: System, corrId: string): ExitStatus {
  const data = { version, node: process.versions.node, os: machine.os };
  writeOut(
    line.flags.json ? `${JSON.stringify(bareEnvelope('--version', corrId, 0, data, null))}\n` : `clistack ${version}\n`,
  );
  return 0;
}
