import { reasonOf } from '../../kernel/errno';
import { longestTimeMs } from '../../kernel/longest-time';
import { childFailed, childNotStarted, childTimedOut, fileMissing, outputTooLarge, toolMissing } from '../faults';
import type { ChildOutcome, RunOptions } from '../ports/processes';
import { childEnvironment } from './child-environment';
import { collectOutput, keptMiB } from './collect-output';
import { look } from './look';
import { forgetGroup, isTreeLeft, rememberGroup, signalTree } from './process-groups';

const graceMs = 800;
/** Milliseconds between two looks whether a tree is gone, and how many there are: what runs as somebody else may not end at all. */
const lookMs = 20;
const looks = 100;

/** Whose child it is, and the variables that has. */
interface ChildOwner {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly owner: string;
}

/**
 * Starts a child without a shell, in a process group of its own, and waits for it. Ending it ends all that is below it: aborting
 * through execa would end the direct child only, and its grandchildren would go on writing.
 * @lazy
 */
export async function runChild(
  program: string,
  args: readonly string[],
  options: RunOptions,
  { env, owner }: ChildOwner,
): Promise<ChildOutcome> {
  const { execa } = require('execa') as typeof import('execa');
  options.signal?.throwIfAborted();
  // Asked first: a missing folder and a missing program give the same errno.
  if (options.cwd !== undefined && look(options.cwd)?.isDirectory() !== true) throw fileMissing({ path: options.cwd });
  const inherit = options.output === 'inherit';
  const child = started(program, () =>
    execa(program, [...args], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
      // stdout is the answer of ours alone, so a child that talks to people gets our stderr for both.
      stdout: inherit ? 2 : 'pipe',
      stderr: inherit ? 2 : 'pipe',
      env: childEnvironment(env, options.env),
      extendEnv: false,
      // A process group of its own; on Windows it would be a console window of its own.
      detached: process.platform !== 'win32',
      windowsHide: true,
      reject: false,
      buffer: false,
    }),
  );
  const pid = child.pid;
  if (pid === undefined) {
    const { code } = await child;
    if (code === 'ENOENT' || code === undefined) throw toolMissing({ tool: program });
    throw childNotStarted({ command: program, reason: reasonOf({ code }) });
  }
  rememberGroup(pid, owner);
  const end = endTree(pid);
  let tooMuch: 'stdout' | 'stderr' | undefined;
  const collect = (stream: 'stdout' | 'stderr'): (() => string) =>
    collectOutput(child[stream], () => {
      tooMuch ??= stream;
      end('output');
    });
  const [stdout, stderr] = [collect('stdout'), collect('stderr')];
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => end('timeout'), Math.min(options.timeoutMs, longestTimeMs));
  const onAbort = (): void => {
    end('abort');
  };
  options.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const result = await Promise.race([child, end.gone]);
    // Somebody who is out of our reach holds them open: they would keep us from ending.
    if (result === undefined) for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    // What the child started may live on and ignore SIGTERM: the slot is not given away before all is gone.
    for (let left = looks; left > 0 && end.reason() !== undefined && isTreeLeft(pid); left -= 1)
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    options.signal?.throwIfAborted();
    // Also for a caller that accepts any end: it would take the part for the whole.
    if (tooMuch !== undefined) throw outputTooLarge({ command: program, stream: tooMuch, limitMiB: keptMiB });
    const outcome: ChildOutcome = {
      status: result?.exitCode ?? null,
      signal: result?.signal ?? (result?.exitCode === undefined ? 'SIGKILL' : null),
      stdout: stdout(),
      stderr: stderr(),
      timedOut: end.reason() === 'timeout',
    };
    return judge(program, args, outcome, options);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
    end.over();
    forgetGroup(pid);
  }
}

/** Without a file handle left Node hands out half a child, and the library trips over what is missing of it. */
function started<T>(command: string, start: () => T): T {
  try {
    return start();
  } catch (cause) {
    if (!(cause instanceof TypeError && cause.message.includes('stdio'))) throw cause;
    throw childNotStarted({ command, reason: reasonOf({ code: 'EMFILE' }) }, { cause });
  }
}

type EndReason = 'timeout' | 'abort' | 'output';

interface TreeEnd {
  (reason: EndReason): void;
  /** Resolves when all were told to end and the pipes are still held open by someone. */
  readonly gone: Promise<undefined>;
  readonly reason: () => EndReason | undefined;
  /** Nothing is left: nobody is signalled any more. */
  readonly over: () => void;
}

function endTree(pid: number): TreeEnd {
  let why: EndReason | undefined;
  let next: NodeJS.Timeout | undefined;
  let resolve: (value: undefined) => void = () => undefined;
  const gone = new Promise<undefined>((done) => {
    resolve = done;
  });
  const end = (reason: EndReason): void => {
    if (why !== undefined) return;
    why = reason;
    signalTree(pid, 'SIGTERM');
    next = setTimeout(() => {
      signalTree(pid, 'SIGKILL');
      next = setTimeout(resolve, 100, undefined);
    }, graceMs);
  };
  const over = (): void => {
    clearTimeout(next);
  };
  return Object.assign(end, { gone, reason: () => why, over });
}

function judge(command: string, args: readonly string[], outcome: ChildOutcome, options: RunOptions): ChildOutcome {
  const { accept = [0], timeoutMs = 0 } = options;
  if (accept === 'any') return outcome;
  if (outcome.timedOut) throw childTimedOut({ command, timeoutMs });
  if (outcome.status !== null && accept.includes(outcome.status)) return outcome;
  const { status, signal, stderr } = outcome;
  // Room for the usage text that some programs put after the cause.
  throw childFailed({ command, args, exitCode: status, signal, stderr: stderr.slice(-8000) });
}
