import { isStackError } from '../kernel/fault';
import type { ChildChange, RunOptions } from '../system/ports/processes';
import { toolTooSlow } from './faults';
import { faultOf, fullDiskOf } from './failure-words';
import type { ManagerWorld } from './manager';

export interface ManagerCall {
  readonly manager: string;
  readonly tool: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Variables of the user's that the manager is configured by, beside those that every child gets. */
  readonly passes: RegExp;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Given to its stdin. */
  readonly input?: string;
  /** True: it works in `cwd`, a folder of our own making that holds nothing else. Otherwise what takes its change back. */
  readonly changes?: boolean | ChildChange['undo'];
  /** What it would leave, for a dry run. */
  readonly imagine?: ChildChange['imagine'];
}

/** How proxies and certificates are named by all of them. */
const networkNames = /^(?:https?|all|no)_proxy$|^(?:SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/i;

/**
 * Starts a package manager and answers its stdout. The environment is an allow list; what the user's own configuration of the manager needs
 * passes. Its failures become faults that say what happened.
 * @throws `registryUnreachable`, `unknownTool`, `integrityRefused`, `installFailed` (504), `diskFull` (506), `childTimedOut` (508), `toolMissing` (503).
 */
export async function callManager(world: ManagerWorld, call: ManagerCall): Promise<string> {
  const { system, signal, longestMs = Infinity } = world;
  const { manager, tool, program, args, cwd } = call;
  const options: RunOptions = {
    cwd,
    timeoutMs: Math.min(call.timeoutMs, longestMs),
    signal,
    ...(call.input === undefined ? {} : { input: call.input }),
    env: { ...passedVariables(system.environment.all(), call.passes), ...call.env },
    ...changesOf(call),
  };
  try {
    const { stdout, stderr } = await system.processes.run(program, args, options);
    const full = fullDiskOf(stderr, { manager, tool });
    if (full !== undefined) throw full;
    return stdout;
  } catch (error) {
    // Longer than the user allows, not only than we do.
    if (isStackError(error) && error.code === 'SYS012' && options.timeoutMs === longestMs)
      throw toolTooSlow({ manager, tool, seconds: longestMs / 1000, longer: (longestMs * 2) / 1000 }, { cause: error });
    const words = wordsOf(error);
    if (words === undefined) throw error;
    throw faultOf(words, { manager, tool }, error);
  }
}

function changesOf({ changes = false, cwd, imagine }: ManagerCall): Pick<RunOptions, 'changes'> {
  if (changes === false) return {};
  const undo = changes === true ? ({ kind: 'remove' } as const) : changes;
  return { changes: { folder: cwd, undo, ...(imagine === undefined ? {} : { imagine }) } };
}

function passedVariables(all: Readonly<Record<string, string>>, passes: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => networkNames.test(name) || passes.test(name)));
}

/** What a child that failed said; undefined for every other error. */
function wordsOf(error: unknown): string | undefined {
  if (!isStackError(error) || error.code !== 'SYS011') return undefined;
  const { stderr, exitCode } = error.data;
  return typeof stderr === 'string' && stderr.trim() !== '' ? stderr : `it ended with status ${String(exitCode)}`;
}
