import { asFault } from '../kernel/as-fault';
import { isGreen, type ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import type { TaskResult } from '../kernel/result';
import { muteTerminal } from '../system/terminal';
import { answerData } from './answer';
import type { RunEnd } from './conclude';
import type { Task } from './define-task';
import { keepLastDoor } from './last-door';
import type { PreparedRun } from './prepare';
import { runSession } from './session';
import type { Warning } from './warnings';

export interface RunLineOptions {
  /**
   * 'inherit' (default): the answer goes to stdout and the conversation to stderr, as typed. 'none': nothing of either is written. The console
   * belongs to the program: what a task prints with it comes out in both cases, on stdout with `--json` as well.
   */
  readonly output?: 'inherit' | 'none';
  /** Ends the run as Ctrl-C would: what runs is told to stop, children are ended, the status is 130. */
  readonly signal?: AbortSignal;
}

/** What became of a line. */
export interface LineResult {
  /** Whole, not modulo 256. */
  readonly status: ExitStatus;
  /** True for 0 and 20x. */
  readonly success: boolean;
  /** Every task there is, in name order; empty when the line was refused before they were known. */
  readonly all: ReadonlyMap<string, Task>;
  /** The tasks of this run in the order they ended. */
  readonly tasks: readonly TaskResult[];
  /** Every failure of a task, also of one that may fail. */
  readonly errors: readonly { readonly task: string; readonly error: StackError }[];
  readonly warnings: readonly Warning[];
  /** Tasks of this run that a task folder defines in the place of another one. */
  readonly redefined: readonly string[];
  /** What the run ended with: the cause of its failure, or of its refusal; null when there was none. */
  readonly error: StackError | null;
  /** The answer of the task of the line, or of each by name. */
  readonly data: unknown;
}

/**
 * Runs a command line in this process and never throws: what went wrong is in the result. The same checks, log, journal and record as
 * for a typed line. While it runs it guards the ways out of this process as a typed line does, so run one at a time. A run that was cut
 * off by an error nobody caught ends with its result, too, and not with the process. Inside a task it shares all of that with the run around
 * it, see docs/public-api.md: there `runParallel` is the way.
 */
export function runLine(argv: readonly string[], options: RunLineOptions = {}): Promise<LineResult> {
  const wrong = misuseOf(argv, options);
  if (wrong !== undefined) {
    const refusal = asFault('runLine', new TypeError(wrong));
    const [prepared, end] = [undefined, undefined];
    return Promise.resolve(resultOf({ status: refusal.exit, prepared, end, warnings: [], refusal }));
  }
  const { output = 'inherit', signal } = options;
  const giveBackDoor = keepLastDoor();
  const unmute = output === 'none' ? muteTerminal() : () => undefined;
  let prepared: PreparedRun | undefined;
  let end: RunEnd | undefined;
  let warnings: readonly Warning[] = [];
  let refusal: StackError | undefined;
  return new Promise((resolve) => {
    const finish = (status: ExitStatus): void => {
      giveBackDoor();
      unmute();
      resolve(resultOf({ status, prepared, end, warnings, refusal }));
    };
    void runSession(argv, 'bin', {
      signal,
      onPrepared: (known) => {
        prepared = known;
      },
      onEnd: (known, told) => {
        end = known;
        warnings = told;
      },
      onRefused: (fault) => {
        refusal = fault;
      },
      leave: finish,
    }).then(finish);
  });
}

/** What a caller in plain JavaScript handed over that is no line, or no way to run one. */
function misuseOf(argv: unknown, options: unknown): string | undefined {
  if (!Array.isArray(argv) || !argv.every((word) => typeof word === 'string'))
    return "it takes a list of words, such as ['Health.Check', '--json']";
  if (typeof options !== 'object' || options === null) return 'its options are an object';
  const { output, signal } = options as Record<string, unknown>; // Any object has fields, known or not.
  if (output !== undefined && output !== 'inherit' && output !== 'none') return "output is 'inherit' or 'none'";
  const isSignal = signal === undefined || signal instanceof AbortSignal || isSignalLike(signal);
  return isSignal ? undefined : 'signal is an AbortSignal';
}

/** One of another realm. */
function isSignalLike(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}

interface Known {
  readonly status: ExitStatus;
  readonly prepared: PreparedRun | undefined;
  readonly end: RunEnd | undefined;
  readonly warnings: readonly Warning[];
  readonly refusal: StackError | undefined;
}

function resultOf({ status, prepared, end, warnings, refusal }: Known): LineResult {
  const tasks = end?.results ?? [];
  const errors = tasks.flatMap(({ name: task, error }) => (error === null ? [] : [{ task, error }]));
  return {
    status,
    success: isGreen(status),
    all: prepared?.tasks ?? new Map(),
    tasks,
    errors,
    warnings,
    redefined: (prepared?.redefined ?? []).map(({ task }) => task),
    error: refusal ?? end?.fault ?? end?.cause?.error ?? null,
    data: prepared === undefined ? null : answerData(prepared.graph, tasks),
  };
}
