import type { Config, OwnedPaths } from '../config';
import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import type { TaskResult } from '../kernel/result';
import type { Logger } from '../log';
import type { System } from '../system/port';
import type { TaskContext } from './context';

/** What the hooks around a whole run get. */
export interface BuildContext {
  /** The tasks of the line, in order. */
  readonly roots: readonly string[];
  readonly config: Config;
  readonly paths: OwnedPaths;
  /** Records in a dry run; what it changes else is not journaled and cannot be undone. */
  readonly system: System;
  readonly log: Logger;
  readonly corrId: string;
  readonly dryRun: boolean;
  /** Tells the hook that is at work to stop: at --timeout and, but for exit, when the run is stopped. Its children end then by themselves. */
  readonly signal: AbortSignal;
}

/** How the run ended, as far as it is known when its last hook is called. */
export interface BuildEnd {
  readonly status: ExitStatus;
  readonly error: StackError | null;
  readonly results: readonly TaskResult[];
}

type MaybeAsync = void | Promise<void>;

/**
 * Code around a run, its tasks and their own code, for `hooks.js` (or `.ts`) at the top of a task folder. Exit is called wherever enter
 * was, also when something failed, took too long, or was interrupted; of a run that is cut off nobody waits for it. A hook that throws fails
 * the run. Each call around the whole run may
 * take as long as --timeout lets a task (508); those around tasks count as time of their task. Several task folders: enter in
 * the order of the config, exit in the opposite one.
 */
export interface Hooks {
  readonly enterBuild?: (build: BuildContext) => MaybeAsync;
  readonly exitBuild?: (build: BuildContext, end: BuildEnd) => MaybeAsync;
  readonly enterTask?: (context: TaskContext) => MaybeAsync;
  readonly exitTask?: (context: TaskContext) => MaybeAsync;
  /** Around every piece of a task's own code, all attempts of it together. */
  readonly enterJob?: (context: TaskContext) => MaybeAsync;
  readonly exitJob?: (context: TaskContext) => MaybeAsync;
  /**
   * What the code of this folder keeps in memory and a resumed run needs, as plain data and no promise; asked in a run with --checkpoint each
   * time a task came to a good end.
   */
  readonly exportState?: () => unknown;
  /**
   * Gets back in a resumed run, before anything of it begins, what this folder exported last; a promise that it answers is waited for. Not called
   * where that is nothing.
   */
  readonly importState?: (state: unknown) => unknown;
  /** The line that says a task begins, in the place of ours. */
  readonly header?: (task: string) => string;
  /** The line that says how a task ended, in the place of ours. */
  readonly footer?: (result: TaskResult) => string;
}

/** The default export of `hooks.js` in a task folder. Returns it unchanged; the type is the point. */
export function defineHooks(hooks: Hooks): Hooks {
  return hooks;
}
