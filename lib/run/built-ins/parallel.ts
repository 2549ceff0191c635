import { dirname, join } from 'node:path';
import { packagePlace } from '../../config/package-place';
import { combineStatuses, isGreen, type ExitStatus } from '../../kernel/exit';
import { statusOf } from '../../kernel/exit-statuses';
import type { ChildOutcome } from '../../system/ports/processes';
import type { TaskContext } from '../context';
import { secretsInWords } from '../line-secrets';

/** One build of several that run side by side. */
export interface ParallelBuild {
  /** What would be typed: `['Pin.Sync', '--tool', 'git']`. */
  readonly line: readonly string[];
  /** Default: where the line of this run was typed. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds; then it is ended with all it started (508). */
  readonly timeoutMs?: number;
  /** Absolute path of its log; default: one beside the run records, kept as long as they are. */
  readonly log?: string;
}

export interface ParallelOptions {
  /** How many run at once; default 4. */
  readonly maximum?: number;
  /** The first failure ends the others. */
  readonly failHard?: boolean;
  /** Told the output of each build, in the order of the list, as soon as all before it have ended. */
  readonly onOutput?: (build: BuildResult) => void;
}

export interface BuildResult {
  readonly line: readonly string[];
  readonly status: ExitStatus;
  /** 'stopped': ended, or never begun, because another build failed. */
  readonly state: 'done' | 'failed' | 'stopped';
  /** What ended it in the middle: its time limit, or a signal that it could not answer. Null for one that came to an end of its own, or was stopped. */
  readonly reason: string | null;
  readonly durationMs: number;
  readonly log: string;
  /** What it said and answered. */
  readonly output: string;
}

export interface ParallelResult {
  /** The first failure of the list, else the one kind of 20x, as for the tasks of a run. */
  readonly status: ExitStatus;
  /** In the order of the list. */
  readonly builds: readonly BuildResult[];
}

/**
 * Runs several lines side by side, each in a process of its own with the config of this run, and waits for all of them. Failures are in
 * the result. A secret option of a line is masked from then on, as if the line were typed alone. Builds that change this machine take turns by themselves only with `--wait`. A dry run passes `--dry-run` on.
 * @throws the reason of the signal when the task is told to stop; all builds have ended by then.
 */
export async function runParallel(
  context: TaskContext,
  builds: readonly ParallelBuild[],
  { maximum = 4, failHard = false, onOutput = () => undefined }: ParallelOptions = {},
): Promise<ParallelResult> {
  if (!Number.isInteger(maximum) || maximum < 1)
    throw new TypeError(`runParallel: maximum is a whole number from 1 on, not ${String(maximum)}`);
  // A hole counts as well: `map` would leave it out.
  const wrong = Array.from<unknown>(builds).findIndex((build) => !isBuild(build));
  if (wrong !== -1) throw new TypeError(`runParallel: build ${wrong + 1} of the list has no line, a list of words`);
  const { signal } = context;
  const hard = new AbortController();
  const stop = AbortSignal.any([signal, hard.signal]);
  const results: (BuildResult | undefined)[] = builds.map(() => undefined);
  let next = 0;
  let told = 0;
  const tell = (): void => {
    for (let ready = results[told]; ready !== undefined; ready = results[told]) {
      told += 1;
      onOutput(ready);
    }
  };
  const worker = async (): Promise<void> => {
    for (let build = builds[next]; build !== undefined; build = builds[next]) {
      const index = next;
      next += 1;
      const result = await runBuild(context, build, index, stop);
      results[index] = result;
      if (failHard && result.state === 'failed') hard.abort();
      tell();
    }
  };
  // One that cannot go on stops the others, and they are waited for: no build is at work when its task has ended.
  const failures: unknown[] = [];
  const guarded = (): Promise<void> =>
    worker().catch((thrown: unknown) => {
      failures.push(thrown);
      hard.abort();
    });
  await Promise.all(Array.from({ length: Math.min(maximum, builds.length) }, guarded));
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  const ended = results.flatMap((result) => result ?? []);
  const counted = ended.filter(({ state }) => state !== 'stopped').map(({ status }) => status);
  return { status: combineStatuses(counted), builds: ended };
}

function isBuild(build: unknown): build is ParallelBuild {
  if (typeof build !== 'object' || build === null) return false;
  const { line }: { readonly line?: unknown } = build;
  return Array.isArray(line) && line.every((word) => typeof word === 'string');
}

async function runBuild(
  context: TaskContext,
  build: ParallelBuild,
  index: number,
  stop: AbortSignal,
): Promise<BuildResult> {
  const { system, paths, corrId, run } = context;
  const { line, log = join(paths.runs, `${corrId}.build-${index + 1}.log`) } = build;
  for (const secret of secretsInWords(line, run.tasks)) context.secret(secret);
  const startMs = system.clock.monotonic();
  const outcome = stop.aborted ? undefined : await start(context, build, stop);
  const status = outcome === undefined ? 143 : statusOfChild(outcome);
  const state = outcome === undefined ? 'stopped' : isGreen(status) ? 'done' : 'failed';
  const reason = outcome === undefined ? null : reasonOf(outcome, build);
  const output = outcome === undefined ? '' : `${outcome.stderr}${outcome.stdout}`;
  const durationMs = system.clock.monotonic() - startMs;
  if (outcome !== undefined) {
    // A build that is refused before it runs leaves no record, and so nobody has made the folder.
    system.files.makeFolder(dirname(log), 0o700);
    const why = reason === null ? '' : `: ${reason}`;
    const end = `status ${status} after ${Math.round(durationMs)} ms${why}`;
    const text = run.redact(`clistack ${line.join(' ')}\n\n${output}\n${end}\n`);
    system.files.write(log, text, { mode: 0o600 });
  }
  return { line, status, state, reason, durationMs, log, output };
}

/** Undefined when it was stopped. */
async function start(
  { system, paths, dryRun }: TaskContext,
  { line, cwd = system.machine.cwd, env = {}, timeoutMs }: ParallelBuild,
  signal: AbortSignal,
): Promise<ChildOutcome | undefined> {
  const bin = join(packagePlace().root, 'bin', 'clistack.js');
  const config = paths.shippedConfig ? {} : { CLISTACK_CONFIG: paths.configFile };
  try {
    return await system.processes.run(process.execPath, [bin, ...(dryRun ? asDryRun(line) : line)], {
      cwd,
      env: { ...config, ...env },
      accept: 'any',
      signal,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** Behind its own flags, of which the last one counts, and before the words behind `--`. */
function asDryRun(line: readonly string[]): readonly string[] {
  const end = line.includes('--') ? line.indexOf('--') : line.length;
  return [...line.slice(0, end), '--dry-run', ...line.slice(end)];
}

/** A child that ended otherwise than through our door has crashed. */
function statusOfChild({ status, timedOut }: ChildOutcome): ExitStatus {
  if (timedOut) return 508;
  return (status === null ? undefined : statusOf(status)) ?? 500;
}

/** It cannot say so itself: it was told to end, or is dead. */
function reasonOf({ signal, timedOut }: ChildOutcome, { timeoutMs }: ParallelBuild): string | null {
  if (timedOut) return `took longer than ${timeoutMs} ms`;
  return signal === null ? null : `ended by ${signal}`;
}
