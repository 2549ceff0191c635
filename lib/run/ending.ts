import { bug, exitedEarly, interrupted, neverFinished, terminated } from '../kernel/faults';
import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { endAllChildren } from '../system/real/process-groups';

/** What a run tells about itself to the one who guards its end. */
export interface Guarded {
  /** Tasks that have begun and not ended. */
  readonly running: () => readonly string[];
  /** Stops what runs, gently: children get SIGTERM, nothing new starts. */
  readonly stop: () => void;
  /** Ends the run at once with this fault: journal, record, answer. Synchronous, called at most once, may be the last thing that runs. */
  readonly abandon: (fault: StackError) => ExitStatus;
}

export interface Guard {
  /** The signal that arrived, as the fault the run ends with. */
  readonly stopped: () => StackError | undefined;
  release(): void;
}

/** Milliseconds a run has after Ctrl-C or SIGTERM to end by itself; children have ended before that. */
const graceMs = 1500;

/**
 * Guards every way out of the process: signals, an exit in the middle of a task, an error nobody caught, and an event loop that has
 * nothing left to do while a task still waits. None of them may look like success.
 */
export function guardEnding({ running, stop, abandon }: Guarded): Guard {
  let stopped: StackError | undefined;
  let over = false;
  let inExit = false;
  const end = (fault: StackError): void => {
    if (over) return;
    over = true;
    endAllChildren();
    const status = abandon(fault);
    process.exitCode = status;
    if (!inExit) process.exit(status);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    const fault = signal === 'SIGTERM' ? terminated({ signal }) : interrupted({ signal });
    // The second time nobody wants to wait.
    if (stopped !== undefined) {
      end(stopped);
      return;
    }
    stopped = fault;
    stop();
    setTimeout(end, graceMs, fault).unref();
  };
  const onError = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    end(bug({ task: running()[0] ?? 'CliStack', error: message }, { cause: error }));
  };
  const onIdle = (): void => {
    end(stopped ?? neverFinished({ tasks: running() }));
  };
  const onExit = (code: number): void => {
    inExit = true;
    end(exitedEarly({ tasks: running(), status: code }));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  process.on('beforeExit', onIdle);
  process.on('exit', onExit);
  return {
    stopped: () => stopped,
    release: () => {
      over = true;
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
      process.off('uncaughtException', onError);
      process.off('unhandledRejection', onError);
      process.off('beforeExit', onIdle);
      process.off('exit', onExit);
    },
  };
}
