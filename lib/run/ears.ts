import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import type { RunEnd } from './conclude';
import type { PreparedRun } from './prepare';
import type { Warning } from './warnings';

/** What a program that runs a line in its own process hears of it. */
export interface Ears {
  /** Ends the run as Ctrl-C would. */
  readonly signal?: AbortSignal | undefined;
  readonly onPrepared: (prepared: PreparedRun) => void;
  readonly onEnd: (end: RunEnd, warnings: readonly Warning[]) => void;
  /** Nothing has run. */
  readonly onRefused: (fault: StackError) => void;
  /** In the place of the end of the process, for a run that was cut off. */
  readonly leave: (status: ExitStatus) => void;
}
