import type { System } from '../system/port';
import type { OwnedPaths } from '../config';

/** Commands that are completed: both names of our bin. */
export const commands = ['clistack', 'devops-cli'] as const;

/** Stands in the first lines of every script of ours: a file without it is the user's. */
export const madeBy = 'made by Completion.Install';

export interface ShellFacts {
  readonly system: Pick<System, 'environment' | 'machine' | 'files' | 'processes'>;
  readonly paths: OwnedPaths;
}

export interface CompletionPlan {
  /** Files of our own, whole. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Blocks in files of the user that load them, where the shell does not do so by itself. */
  readonly blocks?: readonly { readonly path: string; readonly text: string }[];
  /** What the user has to know. */
  readonly note: string;
}

/**
 * A shell: an entry of `lib/completion/shells/`, named after its file. Its script completes from the file of words with built-ins of the shell
 * alone: neither node nor any other program starts when TAB is pressed.
 */
export interface Shell {
  readonly name: string;
  /** It is on the machine when one of them is on the PATH. */
  readonly programs: readonly string[];
  readonly plan: (facts: ShellFacts) => CompletionPlan;
}

export function defineShell(shell: Shell): Shell {
  return shell;
}
